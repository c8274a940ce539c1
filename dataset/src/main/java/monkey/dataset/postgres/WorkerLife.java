package monkey.dataset.postgres;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * That a process which takes up work is alive, as others see it: a number never given twice, and a {@link SessionLock} of
 * that number. Work lies in tables with columns {@code state} ({@code planned}, {@code started}, {@code ended}) and
 * {@code worker}; what a dead process had started is planned again by whoever claims next. Safe for several threads.
 */
public final class WorkerLife implements AutoCloseable {
    /**
     * Whether what is to be tried again later may be tried by now, which is to be bound as {@code :now}. A moment far ahead was
     * written when the clock was ahead.
     */
    public static final String DUE = "(retry_after is null or retry_after <= :now"
            + " or retry_after > :now::timestamptz + interval '10 minutes')";

    /** Advisory locks of this space say that the worker of that number lives. */
    private static final int SPACE = 0x776f726b; // "work"

    private final SessionLock life;
    private final int number;

    private WorkerLife(SessionLock life, int number) {
        this.life = life;
        this.number = number;
    }

    public static WorkerLife begin(Jdbi jdbi) {
        int number = jdbi.withHandle(handle -> handle.createQuery("select nextval('worker_number')::integer")
                .mapTo(Integer.class)
                .one());
        SessionLock life = SessionLock.tryTake(jdbi, SPACE, number)
                .orElseThrow(() -> new IllegalStateException("worker number " + number + " was given twice"));
        return new WorkerLife(life, number);
    }

    public int number() {
        return number;
    }

    /** To be called before each claim, outside of its transaction: otherwise others would take it for abandoned. */
    public void renew() {
        life.renew();
    }

    /** Plans again what workers had started who are dead. */
    public void releaseAbandoned(Handle handle, String table) {
        handle.execute(
                "update " + table + " set state = 'planned', worker = null"
                        + " where state = 'started' and worker <> ? and worker not in ("
                        + SessionLock.heldNumbers(SPACE) + ")",
                number);
    }

    /** Plans again what this worker has started and not ended; that it was begun does not count as an attempt. */
    public void giveBack(Handle handle, String table) {
        handle.execute(
                "update " + table + " set state = 'planned', worker = null, attempts = attempts - 1"
                        + " where state = 'started' and worker = ?",
                number);
    }

    @Override
    public void close() {
        life.close();
    }
}
