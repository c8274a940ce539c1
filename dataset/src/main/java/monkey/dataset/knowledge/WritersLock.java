package monkey.dataset.knowledge;

import org.jdbi.v3.core.Handle;

/**
 * Lets one transaction at a time write knowledge. Two that merged overlapping pages and metadata row by row would now and
 * then lock the same rows in different orders, and PostgreSQL would abort one of them; a merge takes milliseconds, so
 * waiting costs less than trying again. Readers are not held up. Ends with the transaction, or with the process.
 */
final class WritersLock {
    /** Any fixed number; the schema's other advisory locks are pairs of numbers and cannot collide with it. */
    private static final long KEY = 0x6b6e6f77; // "know"

    private WritersLock() {}

    static void take(Handle handle) {
        handle.createQuery("select 1 from pg_advisory_xact_lock(:key)")
                .bind("key", KEY)
                .mapTo(Integer.class)
                .one();
    }
}
