package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A broker that runs on a data directory, found by the file in which it says so: line 1 its process, line 2 its state. The
 * file of one that was killed stays behind, so a broker is believed only if that process works in that very directory.
 */
record BrokerProcess(long pid, boolean ready) {

    static Optional<BrokerProcess> of(Path state, Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(state);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 2 || !lines.get(0).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        return worksIn(pid, data)
                ? Optional.of(new BrokerProcess(pid, lines.get(1).equals("ready")))
                : Optional.empty();
    }

    private static boolean worksIn(long pid, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(directory.toRealPath());
        } catch (IOException e) { // no such process, or one that has ended and waits to be reaped
            return false;
        }
    }
}
