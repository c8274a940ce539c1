package monkey.jobs.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BackOffHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * When a role's consumers rest: until the next attempt after a failure, and while more work is open than is allowed. They
 * rest by polling without taking anything, so that their group does not miss them.
 *
 * <p>{@link #look} decides both, a few times a second; one place, so that the end of one rest does not end the other.
 */
final class Retries implements BackOffHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    /** Who rests for so long has failed several times on end: others in the way are seldom to blame any more. */
    private static final long TROUBLE_MILLISECONDS = 1_000;

    private static final long ATTEMPT_SECONDS = 2;

    private final String role;
    private final LongSupplier openWork;
    private final long limit;
    private long restUntil = System.nanoTime();
    private String reason = "";
    private boolean full;

    Retries(String role, LongSupplier openWork, long limit) {
        this.role = role;
        this.openWork = openWork;
        this.limit = limit;
    }

    @Override
    public synchronized void onNextBackOff(MessageListenerContainer container, Exception problem, long milliseconds) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        restUntil = until - restUntil > 0 ? until : restUntil;
        reason = milliseconds < TROUBLE_MILLISECONDS ? "" : Trouble.words(problem);
        container.pause();
        LOG.warn("{} rests for {} ms before it tries again", role, milliseconds);
    }

    /** Why the role makes no progress, in words; empty when it does, as far as is known. */
    synchronized String trouble() {
        boolean lasts = System.nanoTime() - restUntil < TimeUnit.SECONDS.toNanos(ATTEMPT_SECONDS);
        return lasts && !reason.isEmpty() ? role + " tries again and again: " + reason : "";
    }

    /** Looks whether there is reason to rest. Milliseconds, and a query. */
    void look(MessageListenerContainer container) {
        boolean wasFull = full;
        try {
            long open = openWork.getAsLong();
            // Not taken up again at the same mark: it would flutter.
            full = open > limit || (wasFull && open > limit / 2);
        } catch (RuntimeException e) {
            // The database is away: the handlers will find out too, if it stays so.
        }
        if (full != wasFull) {
            LOG.warn("{} {}", role, full ? "takes no more: enough work is open" : "takes more again");
        }
        settle(container);
    }

    /** Rests or goes on, as is known. */
    synchronized void settle(MessageListenerContainer container) {
        boolean rest = full || System.nanoTime() - restUntil < 0;
        if (rest && !container.isPauseRequested()) {
            container.pause();
        } else if (!rest && container.isPauseRequested()) {
            container.resume();
        }
    }
}
