package monkey.jobs.transport;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import monkey.dataset.message.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, once an hour, messages that left long ago and that they were handled. That a message was handled is remembered
 * for longer than a topic keeps it, so that none is handled twice; what has not left is never forgotten.
 */
final class Forgetting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final int BATCH = 5_000;

    private final Outbox outbox;
    private final MessageSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "forgetting");
        thread.setDaemon(true);
        return thread;
    });

    Forgetting(Outbox outbox, MessageSettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    Forgetting start() {
        hourly.scheduleWithFixedDelay(this::tryForget, 1, 60, TimeUnit.MINUTES);
        return this;
    }

    private void tryForget() {
        try {
            forget();
        } catch (RuntimeException databaseIsAway) {
            LOG.info("nothing is forgotten for now: {}", databaseIsAway.getMessage());
        }
    }

    /** A little at a time, so that nobody waits for it. */
    void forget() {
        Instant before = clock.instant().minus(settings.retention()).minus(settings.memory());
        int forgotten;
        do {
            forgotten = outbox.forget(before, BATCH) + outbox.forgetHandled(before, BATCH);
        } while (forgotten > 0 && !Thread.currentThread().isInterrupted());
    }

    @Override
    public void close() {
        hourly.shutdownNow();
    }
}
