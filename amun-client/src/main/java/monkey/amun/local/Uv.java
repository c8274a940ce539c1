package monkey.amun.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installer, got from the package index by pip once and kept below home with its cache.
 *
 * @param version as it says itself: {@code uv 0.13.9}
 */
record Uv(Path executable, String version, Path cache) {
    private static final Logger LOG = LoggerFactory.getLogger(Uv.class);
    private static final List<String> PASSED_ON = List.of(
            "HOME", "NETRC", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

    static Uv ensure(Path home, Interpreters interpreters) throws IOException, InterruptedException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        Path executable = tools.resolve("uv/bin/uv");
        Path recorded = tools.resolve("uv/version");
        if (Files.notExists(recorded)) {
            try (FileChannel channel =
                    FileChannel.open(tools.resolve("uv.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                if (Files.notExists(recorded)) {
                    install(tools, interpreters);
                }
            }
        }
        return new Uv(
                executable, Files.readString(recorded).strip(), Files.createDirectories(home.resolve("cache/uv")));
    }

    private static void install(Path tools, Interpreters interpreters) throws IOException, InterruptedException {
        Path part = tools.resolve("uv.part");
        List<String> refusals = new ArrayList<>();
        for (Interpreter interpreter : interpreters.all()) {
            Directories.delete(part);
            LOG.info("Installing uv with pip of Python {}", interpreter.version());
            String python = interpreter.executable().toString();
            String said = run(
                    List.of(python, "-m", "pip", "install", "--quiet", "--no-deps", "--target", part.toString(), "uv"));
            Path executable = part.resolve("bin/uv");
            if (said.isEmpty() && Files.isExecutable(executable)) {
                Process asked = new ProcessBuilder(executable.toString(), "--version").start();
                String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                // "uv 0.13.9 (x86_64-unknown-linux-gnu)": the platform is none of anybody's interest here.
                Files.writeString(
                        part.resolve("version"),
                        answer.replaceFirst("\\s*\\(.*", "").strip() + "\n");
                Directories.delete(tools.resolve("uv"));
                Files.move(part, tools.resolve("uv"), StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            refusals.add("Python " + interpreter.version() + ": " + said);
        }
        throw new IOException("uv could not be installed with pip of any Python here. " + String.join("; ", refusals)
                + ". Make sure the package index pip is configured with can be reached");
    }

    /** Empty when it went well, else its last words. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0) {
            return "";
        }
        return said.isEmpty() ? "no reason given" : said.substring(said.lastIndexOf('\n') + 1);
    }

    /**
     * Installs exactly the files that requirements name, into environment. Two attempts: without the network first, for a
     * warm cache needs none and even asking costs five times what the rest does.
     */
    List<List<String>> installCommands(Path environment, Path requirements, boolean hashed, boolean offline) {
        List<String> online = new ArrayList<>(List.of(
                executable.toString(),
                "pip",
                "install",
                "--quiet",
                "--no-config",
                "--no-deps",
                "--only-binary",
                ":all:"));
        online.addAll(List.of("--python", environment.resolve("bin/python").toString()));
        if (hashed) {
            online.add("--require-hashes");
        }
        online.addAll(List.of("--requirements", requirements.toString()));
        List<String> fromCache = new ArrayList<>(online);
        fromCache.add("--offline");
        return offline ? List.of(fromCache) : List.of(fromCache, online);
    }

    /**
     * The environment of the installer: what it takes to reach an index, and nothing else of ours.
     *
     * @param link whether files of the cache may be hard-linked, which needs a script that can't write to them
     */
    Map<String, String> variables(Map<String, String> chosen, boolean link) {
        Map<String, String> variables = new TreeMap<>();
        System.getenv().forEach((name, value) -> {
            if (PASSED_ON.contains(name.toUpperCase(Locale.ROOT))) {
                variables.put(name, value);
            }
        });
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "C.UTF-8");
        variables.put("UV_PYTHON_DOWNLOADS", "never");
        variables.put("UV_LINK_MODE", link ? "hardlink" : "copy");
        variables.put("UV_CACHE_DIR", cache.toString());
        variables.putAll(chosen);
        return variables;
    }
}
