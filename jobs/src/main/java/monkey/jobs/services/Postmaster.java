package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server that runs on a data directory, found by the file that the server itself keeps there: line 1 its
 * process, 4 its port, 8 its state. The file of a server that was killed stays behind, and after a reboot its number may be
 * anybody's; so a server is believed only if that process works in that very directory, as PostgreSQL does.
 */
record Postmaster(long pid, int port, boolean ready) {
    private static final String FILE = "postmaster.pid";

    static Optional<Postmaster> of(Path dataDirectory) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(dataDirectory.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 4) {
            return Optional.empty(); // just being written, or cut off
        }
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            int port = Integer.parseInt(lines.get(3).strip());
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return worksIn(pid, dataDirectory) ? Optional.of(new Postmaster(pid, port, ready)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Removes what a dead server left: a new one would take it at its word if its number is another's by now. */
    static void forgetDead(Path dataDirectory) throws IOException {
        if (of(dataDirectory).isEmpty()) {
            Files.deleteIfExists(dataDirectory.resolve(FILE));
        }
    }

    private static boolean worksIn(long pid, Path dataDirectory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(dataDirectory.toRealPath());
        } catch (IOException e) { // no such process, or one that has ended and waits to be reaped
            return false;
        }
    }
}
