package monkey.jobs.services;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time on a home: among processes by a lock of the operating system on a file, which ends with the process however
 * that ends; among the threads of this process, for which such a lock does not count, by a lock of Java's.
 */
final class HomeLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;

    private HomeLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    /** Waits until the lock is free; it is held for as long as a start or a stop takes, seconds at most. */
    static HomeLock take(Path file) throws IOException {
        ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                return new HomeLock(threads, channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            threads.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            threads.unlock();
        }
    }
}
