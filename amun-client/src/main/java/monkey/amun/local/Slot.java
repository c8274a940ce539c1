package monkey.amun.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A place for one inspection at a time. Its directory has the same path for every inspection that runs in it, because the
 * installer remembers interpreters by path and would otherwise start each environment's to ask (55 ms). Several
 * commands share one home, so a slot is locked; the lock of a killed command is free at once, and what it left is
 * deleted by whoever takes the slot next.
 */
final class Slot implements AutoCloseable {
    private final FileChannel lockFile;
    private final Path directory;

    private Slot(FileChannel lockFile, Path directory) {
        this.lockFile = lockFile;
        this.directory = directory;
    }

    /** Takes as many free slots as asked for, and clears what is left over in other free ones. */
    static List<Slot> take(Path work, int count) throws IOException {
        Files.createDirectories(work);
        List<Slot> taken = new ArrayList<>();
        for (int number = 0; ; number++) {
            Path directory = work.resolve("slot-" + number);
            boolean wanted = taken.size() < count;
            if (!wanted && Files.notExists(directory)) {
                return taken;
            }
            Slot slot = tryTake(work.resolve("slot-" + number + ".lock"), directory);
            if (slot == null) {
                continue;
            }
            slot.clear();
            if (wanted) {
                taken.add(slot);
            } else {
                slot.close();
            }
        }
    }

    static void giveBack(List<Slot> slots) throws IOException {
        for (Slot slot : slots) {
            slot.clear();
            slot.close();
        }
    }

    private static Slot tryTake(Path lock, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another backend of this very process.
        }
        if (held == null) {
            channel.close();
            return null;
        }
        return new Slot(channel, directory);
    }

    Path directory() {
        return directory;
    }

    void clear() throws IOException {
        Directories.delete(directory);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
