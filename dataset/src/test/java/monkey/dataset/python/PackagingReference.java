package monkey.dataset.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * PyPI's {@code packaging} as the one to be held against, in a Python process of its own: all questions of a test go in
 * at once, all answers come back in their order. The package is fetched once, by pip, into this module's build folder.
 */
public final class PackagingReference {
    /** The release that is compared with. */
    public static final String RELEASE = "26.3";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<List<Object>> questions = new ArrayList<>();

    /** Adds a question: the name of a function of {@code reference.py} and its arguments. */
    void ask(Object... question) {
        questions.add(List.of(question));
    }

    int size() {
        return questions.size();
    }

    /** All answers, in the order of the questions. */
    List<JsonNode> answers() {
        StringBuilder lines = new StringBuilder();
        questions.forEach(
                question -> lines.append(JSON.writeValueAsString(question)).append('\n'));
        String answers = run(lines.toString(), "python3", "-c", script());
        List<JsonNode> parsed = new ArrayList<>();
        answers.lines().forEach(line -> parsed.add(JSON.readTree(line)));
        if (parsed.size() != questions.size()) {
            throw new IllegalStateException(questions.size() + " questions, " + parsed.size() + " answers");
        }
        return parsed;
    }

    private static String script() {
        try (InputStream script = PackagingReference.class.getResourceAsStream("reference.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command with {@code packaging} on its path and gives its standard output. */
    static String run(String input, String... command) {
        return run(installed("packaging==" + RELEASE, "python3"), input, command);
    }

    /** Runs a command with a folder of Python packages on its path and gives its standard output. */
    public static String run(Path packages, String input, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("PYTHONPATH", packages.toString());
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try (var out = process.getOutputStream()) {
                    out.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command[0] + " ended with exit code " + code);
            }
            writing.join();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot run " + command[0] + ": " + e.getMessage() + "; these tests need Python 3 with pip", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The folder in which a release of a package lies, fetched if it is not there yet. */
    public static synchronized Path installed(String requirement, String interpreter) {
        Path folder =
                Path.of("target", "python", requirement.replace("==", "-")).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            Path fetched = folder.resolveSibling(folder.getFileName() + ".part");
            run(
                    folder,
                    "",
                    interpreter,
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--upgrade",
                    "--no-deps",
                    "--target",
                    fetched.toString(),
                    requirement);
            try {
                Files.move(fetched, folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return folder;
    }
}
