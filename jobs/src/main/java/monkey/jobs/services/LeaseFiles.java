package monkey.jobs.services;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Who uses the services of a home: one file each, which its owner keeps locked. The lock goes with the process, so the file
 * of a process that was killed is seen to be stale, and no number of a process is ever mistaken for that of another. All
 * methods are called under the {@link HomeLock}.
 */
final class LeaseFiles {
    /** A process cannot ask about its own locks; worse, closing a file a second time opened would drop them. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;

    LeaseFiles(Path directory) {
        this.directory = directory;
    }

    Held add() throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(UUID.randomUUID().toString());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        HELD_HERE.add(file);
        channel.lock();
        return new Held(file, channel);
    }

    /** How many live; the files of the dead are removed. */
    int countLiving() throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        }
        int living = 0;
        for (Path file : files) {
            if (HELD_HERE.contains(file) || isLocked(file)) {
                living++;
            } else {
                Files.deleteIfExists(file);
            }
        }
        return living;
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }

    /** One user's file. */
    record Held(Path file, FileChannel channel) {
        void remove() throws IOException {
            Files.deleteIfExists(file);
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
