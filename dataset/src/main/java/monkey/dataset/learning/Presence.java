package monkey.dataset.learning;

import monkey.dataset.postgres.SessionLock;
import org.jdbi.v3.core.Jdbi;

/** Whether somebody is at work who learns what messages ask for. Safe for several threads and processes. */
public final class Presence {
    /** Advisory locks of this space say that an investigator is at work. */
    private static final int SPACE = 0x696e7665; // "inve"

    private final Jdbi jdbi;

    public Presence(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Says that this process is one, until the lock is closed or the process is dead. Costs a connection. */
    public SessionLock announce() {
        int number = jdbi.withHandle(handle -> handle.createQuery("select nextval('worker_number')::integer")
                .mapTo(Integer.class)
                .one());
        return SessionLock.tryTake(jdbi, SPACE, number)
                .orElseThrow(() -> new IllegalStateException("worker number " + number + " was given twice"));
    }

    public boolean anyInvestigator() {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (" + SessionLock.heldNumbers(SPACE) + ")")
                .mapTo(Boolean.class)
                .one());
    }
}
