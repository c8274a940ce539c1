package monkey.dataset.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;

/** Python processes for tests, and the releases of {@code packaging} they are to see. */
public final class Python {
    private static final Path FOLDER = Path.of("target", "python").toAbsolutePath();
    private static final List<List<String>> INSTALLERS = List.of(
            List.of("python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"),
            List.of("uv", "pip", "install", "--quiet", "--upgrade"));

    private Python() {}

    /**
     * Runs a command with a folder of Python packages on its path.
     *
     * @return its standard output
     * @throws IllegalStateException if it cannot be run or does not end with exit code 0
     */
    public static String run(Path packages, String input, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("PYTHONPATH", packages.toString());
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            builder.environment().put("PIP_ROOT_USER_ACTION", "ignore");
            Process process = builder.start();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(process, input));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + code);
            }
            writing.join();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Process process, String input) {
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The folder in which a release of {@code packaging} lies, fetched into this module's build folder if it is not there
     * yet. Where that cannot be done the test is skipped, and says why.
     */
    public static synchronized Path packaging(String release) {
        Path folder = FOLDER.resolve("packaging-" + release);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path fetched = FOLDER.resolve(
                folder.getFileName() + ".part" + ProcessHandle.current().pid());
        List<String> problems = new ArrayList<>();
        for (List<String> installer : INSTALLERS) {
            List<String> command = new ArrayList<>(installer);
            command.addAll(List.of("--no-deps", "--target", fetched.toString(), "packaging==" + release));
            try {
                run(FOLDER, "", command.toArray(String[]::new));
                return Files.move(fetched, folder);
            } catch (IllegalStateException | IOException e) {
                if (Files.isDirectory(folder)) {
                    return folder; // another process of tests was quicker
                }
                problems.add(e.getMessage());
            }
        }
        return Assumptions.abort("packaging " + release + " cannot be fetched: " + problems);
    }
}
