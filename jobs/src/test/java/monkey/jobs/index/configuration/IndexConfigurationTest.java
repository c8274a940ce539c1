package monkey.jobs.index.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexConfigurationTest {

    @TempDir
    Path home;

    @Test
    void indexesComeInPipsOrder() throws IOException {
        IndexConfiguration configuration = read(Map.of(
                "PIP_INDEX_URL", "http://one.invalid/simple",
                "PIP_EXTRA_INDEX_URL", "http://two.invalid/simple/ http://three.invalid/x"));

        assertThat(configuration.indexes())
                .extracting(IndexLocation::toString)
                .containsExactly("http://one.invalid/simple/", "http://two.invalid/simple/", "http://three.invalid/x/");
        assertThat(configuration.indexes().get(0).page("flask")).hasToString("http://one.invalid/simple/flask/");
    }

    @Test
    void theExperimentsIndexTakesThePlaceOfPips() throws IOException {
        IndexConfiguration configuration = IndexConfiguration.of(
                Optional.of("http://mine.invalid/"),
                List.of(),
                home,
                Map.of("PIP_INDEX_URL", "http://one.invalid/", "PIP_EXTRA_INDEX_URL", "http://two.invalid/"));

        assertThat(configuration.indexes()).extracting(IndexLocation::toString).containsExactly("http://mine.invalid/");
    }

    @Test
    void whatIsNotLookedAtIsSaid() throws IOException {
        assertThat(read(Map.of("PIP_INDEX_URL", "http://one.invalid/")).unheeded())
                .isEmpty();
        assertThat(read(Map.of("PIP_INDEX_URL", "http://one.invalid/", "PIP_FIND_LINKS", "/wheels\n  /more"))
                        .unheeded())
                .get()
                .asString()
                .startsWith("pip is configured with find-links (/wheels /more), which is not looked at");
    }

    @Test
    void optionsAreReadAsPipReadsThem() throws Exception {
        write(
                home.resolve("xdg/pip/pip.conf"),
                "[global]\nindex-url = http://global.invalid/\ntimeout = 3\nretries=1\n");
        write(
                home.resolve(".config/pip/pip.conf"),
                "[global]\ntimeout: 4\ntrusted-host =\n    a.invalid\n    b.invalid:8080\n# note\n[install]\nretries = 2\n");
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME",
                home.toString(),
                "XDG_CONFIG_DIRS",
                home.resolve("xdg").toString(),
                "PIP_EXTRA_INDEX_URL",
                "http://extra.invalid/",
                "PIP_CERT",
                "/authorities.pem"));
        PipOptions options = PipOptions.of(environment);

        Map<String, String> pips = pips(environment);
        assertThat(pips).isNotEmpty();
        pips.forEach((name, value) -> assertThat(options.value(name))
                .as(name)
                .contains(value.replace("\\n", "\n").strip()));
        assertThat(options.value("retries")).contains("2");
        IndexConfiguration configuration = read(environment);
        assertThat(configuration.indexes())
                .extracting(IndexLocation::toString)
                .containsExactly("http://global.invalid/", "http://extra.invalid/");
        assertThat(configuration.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(configuration.certificates()).contains(Path.of("/authorities.pem"));
        assertThat(configuration.trusts(URI.create("https://a.invalid/x"))).isTrue();
        assertThat(configuration.trusts(URI.create("https://b.invalid:8080/x"))).isTrue();
        assertThat(configuration.trusts(URI.create("https://b.invalid/x"))).isFalse();
    }

    @Test
    void aFileNamedByTheEnvironmentWinsAndHidesTheUsers() throws IOException {
        write(home.resolve(".config/pip/pip.conf"), "[global]\nindex-url = http://user.invalid/\ntimeout = 9\n");
        Path named = write(home.resolve("named.conf"), "[global]\nindex-url = http://named.invalid/\n");

        IndexConfiguration configuration = read(Map.of("HOME", home.toString(), "PIP_CONFIG_FILE", named.toString()));

        assertThat(configuration.indexes())
                .extracting(IndexLocation::toString)
                .containsExactly("http://named.invalid/");
        assertThat(configuration.timeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void withoutConfigurationPipItselfIsAskedOnce() throws Exception {
        Map<String, String> nothing = Map.of("HOME", home.toString(), "PIP_CONFIG_FILE", "/dev/null");

        String told = read(nothing).indexes().get(0).toString();

        String constant = output(
                        List.of("python3", "-c", "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"))
                .strip();
        assertThat(told).isEqualTo(constant + "/");
        Path kept = home.resolve("cache/default-index");
        assertThat(Files.readString(kept).strip()).isEqualTo(constant);
        Files.writeString(kept, "http://kept.invalid/simple\n");
        assertThat(read(nothing).indexes().get(0)).hasToString("http://kept.invalid/simple/");
    }

    @Test
    void loginsComeFromTheAddressElseFromNetrc() throws IOException {
        Path netrc = write(
                home.resolve(".netrc"),
                "machine other.invalid\n  login joe password p@ss\nmachine one.invalid login x password y\n");
        IndexConfiguration configuration = read(
                Map.of("PIP_INDEX_URL", "https://me%40work:s%3Acret@one.invalid/simple", "NETRC", netrc.toString()));

        assertThat(configuration.credentials(URI.create("https://one.invalid/files/x.whl")))
                .contains(new Credentials("me@work", "s:cret"));
        assertThat(configuration.credentials(URI.create("https://other.invalid/x")))
                .contains(new Credentials("joe", "p@ss"));
        assertThat(configuration.credentials(URI.create("https://third.invalid/x")))
                .isEmpty();
        assertThat(configuration.toString()).doesNotContain("s:cret");
    }

    @Test
    void proxiesComeFromTheEnvironmentButNotForThisMachine() throws IOException {
        Proxies proxies = read(Map.of(
                        "PIP_INDEX_URL", "http://one.invalid/",
                        "HTTPS_PROXY", "http://me:pw@proxy.invalid:3128",
                        "NO_PROXY", "inside.invalid, .corp.invalid"))
                .proxies();

        assertThat(proxies.of(URI.create("https://one.invalid/"))).hasValueSatisfying(proxy -> {
            assertThat(proxy.host()).isEqualTo("proxy.invalid");
            assertThat(proxy.port()).isEqualTo(3128);
            assertThat(proxy.credentials()).contains(new Credentials("me", "pw"));
        });
        assertThat(proxies.of(URI.create("http://one.invalid/"))).isEmpty();
        assertThat(proxies.of(URI.create("https://inside.invalid/"))).isEmpty();
        assertThat(proxies.of(URI.create("https://a.corp.invalid/"))).isEmpty();
        assertThat(proxies.of(URI.create("https://127.0.0.1:8000/"))).isEmpty();
    }

    @Test
    void nonsenseIsNamed() {
        assertThatThrownBy(() -> read(Map.of("PIP_INDEX_URL", "ftp://me:secret@one.invalid/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Map.of("PIP_INDEX_URL", "http://one.invalid/", "PIP_TIMEOUT", "soon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout")
                .hasMessageContaining("soon");
        assertThatThrownBy(() -> read(Map.of("PIP_NO_INDEX", "1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-index");
    }

    private IndexConfiguration read(Map<String, String> environment) throws IOException {
        return IndexConfiguration.of(Optional.empty(), List.of(), home, environment);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** The options that pip's own list of sections and variables comes down to. */
    private static Map<String, String> pips(Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("python3", "-m", "pip", "config", "list"));
        String listed = output(command);
        Map<String, String> options = new HashMap<>();
        for (String section : List.of("global.", "install.", ":env:.")) {
            for (String line :
                    listed.lines().filter(text -> text.startsWith(section)).toList()) {
                int equals = line.indexOf('=');
                options.put(line.substring(section.length(), equals), line.substring(equals + 2, line.length() - 1));
            }
        }
        return options;
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
