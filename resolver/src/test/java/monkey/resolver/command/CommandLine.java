package monkey.resolver.command;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the real command line in a process of its own. */
final class CommandLine {
    private CommandLine() {}

    /** How a command ended. */
    record Result(int exitCode, String out, String error) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs a command on a graph given as text. */
    static Result run(String graph, String... words) throws IOException, InterruptedException {
        return run(graph.getBytes(StandardCharsets.UTF_8), List.of(), words);
    }

    static Result run(byte[] input, List<String> options, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path error = Files.createTempFile("error", ".txt");
        try {
            Process process = new ProcessBuilder(command(options, words))
                    .redirectOutput(out.toFile())
                    .redirectError(error.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // It had seen enough.
            }
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hangs: " + String.join(" ", words));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.ISO_8859_1),
                    Files.readString(error, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(error);
        }
    }

    static List<String> command(List<String> options, String... words) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("user.dir") + File.separator + "target" + File.separator + "classes");
        command.add("monkey.resolver.command.Main");
        command.addAll(List.of(words));
        return command;
    }
}
