package monkey.jobs.index.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index that pip uses when nobody configured one. It is pip's decision, not ours, so pip is asked: first its own
 * constant, then the help text of an option that names its default. The answer is kept in a file, because asking takes
 * a third of a second.
 */
final class DefaultIndex {

    private static final String CONSTANT = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s)\\]'\"]+");
    private static final Pattern OF_HELP = Pattern.compile("--index-url.*?(https?://[^\\s)\\]]+)", Pattern.DOTALL);

    private DefaultIndex() {}

    /**
     * @param cache the file that keeps the answer
     * @throws IOException if no interpreter with pip is found; the message says what to do instead
     */
    static String ask(Path cache) throws IOException {
        if (Files.isRegularFile(cache)) {
            String kept = Files.readString(cache).strip();
            if (ADDRESS.matcher(kept).matches()) {
                return kept;
            }
        }
        String address = askInterpreters()
                .orElseThrow(() -> new IOException("no package index is configured, and no python with pip is here to"
                        + " tell its default: set PIP_INDEX_URL, or index-url in pip's configuration"));
        Files.createDirectories(cache.toAbsolutePath().getParent());
        Files.writeString(cache, address + "\n");
        return address;
    }

    /** The first interpreter on PATH, past symbolic links. */
    static Optional<Path> interpreter(Map<String, String> environment) {
        for (String directory : environment.getOrDefault("PATH", "").split(":")) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, "python3");
            if (Files.isExecutable(candidate)) {
                try {
                    return Optional.of(candidate.toRealPath());
                } catch (IOException gone) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> askInterpreters() {
        for (String python : List.of("python3", "python")) {
            Optional<String> constant =
                    output(List.of(python, "-c", CONSTANT)).flatMap(text -> first(ADDRESS, text, 0));
            if (constant.isPresent()) {
                return constant;
            }
            Optional<String> documented =
                    output(List.of(python, "-m", "pip", "download", "--help")).flatMap(text -> first(OF_HELP, text, 1));
            if (documented.isPresent()) {
                return documented;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
