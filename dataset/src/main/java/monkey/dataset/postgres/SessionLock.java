package monkey.dataset.postgres;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Says "I am alive" to other processes: a lock of PostgreSQL that lives as long as the connection that took it. When the
 * process dies, in whatever way, the server sees its connection close and the lock is gone; there is no heartbeat to miss
 * and nothing to clean up. Costs one connection. (A pooler that shares sessions between transactions would break it.)
 */
public final class SessionLock implements AutoCloseable {
    private final Handle handle;

    private SessionLock(Handle handle) {
        this.handle = handle;
    }

    /** Takes the lock {@code number} of {@code space}, or nothing when another session has it. */
    public static Optional<SessionLock> tryTake(Jdbi jdbi, int space, int number) {
        Handle handle = jdbi.open();
        try {
            boolean taken = handle.createQuery("select pg_try_advisory_lock(:space, :number)")
                    .bind("space", space)
                    .bind("number", number)
                    .mapTo(boolean.class)
                    .one();
            if (!taken) {
                handle.close();
                return Optional.empty();
            }
            // A machine that vanishes closes no connection; the default would miss it for two hours.
            handle.execute("set tcp_keepalives_idle = 30");
            handle.execute("set tcp_keepalives_interval = 10");
            handle.execute("set tcp_keepalives_count = 3");
            return Optional.of(new SessionLock(handle));
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** SQL: the numbers of {@code space} that living sessions hold. */
    public static String heldNumbers(int space) {
        return """
                select objid::bigint from pg_locks
                where locktype = 'advisory' and objsubid = 2 and granted and classid::bigint = %d
                  and database = (select oid from pg_database where datname = current_database())""".formatted(space);
    }

    @Override
    public void close() {
        try (handle) {
            handle.execute("select pg_advisory_unlock_all()"); // the connection goes back to its pool and lives on
        }
    }
}
