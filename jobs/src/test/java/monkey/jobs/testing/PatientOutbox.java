package monkey.jobs.testing;

import java.util.UUID;
import monkey.dataset.Dataset;

/** The outbox as one asks it who does not know whether a transaction was committed before the connection broke. */
public final class PatientOutbox {
    private PatientOutbox() {}

    /** Whether a message was written; waits as long as the database is away. */
    public static boolean has(Dataset dataset, UUID messageId) throws InterruptedException {
        while (true) {
            try {
                return dataset.inTransaction(transaction -> transaction
                        .createQuery("select exists (select from outbox where message_id = :id)")
                        .bind("id", messageId)
                        .mapTo(Boolean.class)
                        .one());
            } catch (RuntimeException stillAway) {
                Thread.sleep(100);
            }
        }
    }
}
