package monkey.jobs.services;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to use the Kafka broker of a home until it is closed. While it is held, a broker that dies is started again, on
 * the same address and with what it had acknowledged. Closing the last lease stops the broker, unless it was asked to stay.
 *
 * <p>Safe for several threads; closing twice is closing once.
 */
public final class BrokerLease implements AutoCloseable {
    private static final long LOOK_MILLISECONDS = 300;

    private final Services services;
    private final LeaseFiles.Held file;
    private final String bootstrapServers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Thread watcher = new Thread(this::watch, "kafka-watch");
    private boolean closed;

    BrokerLease(Services services, LeaseFiles.Held file, String bootstrapServers) {
        this.services = services;
        this.file = file;
        this.bootstrapServers = bootstrapServers;
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Where clients connect first, such as {@code 127.0.0.1:34567}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    private void watch() {
        while (!closesWithin(LOOK_MILLISECONDS)) {
            try {
                services.reviveBroker();
            } catch (ServicesException e) {
                // It cannot be started now; clients see that it is away. Perhaps the next look finds room on the disk.
                closesWithin(10 * LOOK_MILLISECONDS);
            }
        }
    }

    private boolean closesWithin(long milliseconds) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.releaseBroker(file);
    }
}
