package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the pods of one workflow wrote, one file a pod, for as long as the pods are there. */
final class PodLogs {
    private final Path directory;

    PodLogs(Path directory) {
        this.directory = directory;
    }

    Path of(String pod) throws IOException {
        return Files.createDirectories(directory).resolve(pod + ".log");
    }

    /** Names of the pods that are still there. */
    List<String> pods() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    /** A pod's lines, with those of the executor around them, as they really come. */
    List<String> lines(String pod) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("time=2026-11-22T20:02:03.394Z level=INFO msg=\"waiting for signals\" argo=true"
                + " signalPath=/var/run/argo/ctr/main/signal");
        String written = new String(Files.readAllBytes(of(pod)), StandardCharsets.UTF_8);
        written.lines().forEach(lines::add);
        lines.add("time=2026-11-22T20:02:04.397Z level=INFO msg=\"sub-process exited\" argo=true error=<nil>");
        return lines;
    }

    void remove() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // Somebody else is at it too.
        }
    }
}
