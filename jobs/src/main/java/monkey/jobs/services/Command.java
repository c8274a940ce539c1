package monkey.jobs.services;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A short command of the operating system: run to its end, its output kept. */
final class Command {
    private Command() {}

    /** How a command ended; {@code output} is what it wrote on both streams. */
    record Ended(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }

        /** The last lines that say something, for an error message. */
        String lastWords() {
            List<String> lines =
                    output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        }
    }

    /**
     * Runs a command in a bare environment, so that settings of the user's (PGPORT, LD_PRELOAD ...) change nothing. The
     * output goes through a file: a pipe would be kept open by a server that the command leaves behind.
     */
    static Ended run(Path workDirectory, long seconds, List<String> words) throws IOException {
        Path output = Files.createTempFile(workDirectory, "output", null);
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(workDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("TZ"));
            environment.put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, text(output) + "\nno end after " + seconds + " s");
            }
            return new Ended(process.exitValue(), text(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + words.get(0), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String text(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }
}
