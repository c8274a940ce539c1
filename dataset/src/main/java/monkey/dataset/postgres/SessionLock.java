package monkey.dataset.postgres;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Says "I am alive" to other processes: a lock of PostgreSQL that lives as long as the connection that took it. When the
 * process dies, in whatever way, the server sees its connection close and the lock is gone; there is no heartbeat to miss
 * and nothing to clean up. Costs one connection. (A pooler that shares sessions between transactions would break it.)
 */
public final class SessionLock implements AutoCloseable {
    private final Jdbi jdbi;
    private final int space;
    private final int number;
    private Handle handle;

    private SessionLock(Jdbi jdbi, int space, int number, Handle handle) {
        this.jdbi = jdbi;
        this.space = space;
        this.number = number;
        this.handle = handle;
    }

    /** Takes the lock {@code number} of {@code space}, or nothing when another session has it. */
    public static Optional<SessionLock> tryTake(Jdbi jdbi, int space, int number) {
        return session(jdbi, space, number).map(handle -> new SessionLock(jdbi, space, number, handle));
    }

    /**
     * Takes the lock again where its connection was lost, as when the server was restarted: who lives must not seem dead.
     *
     * @throws IllegalStateException when another session has taken it since
     */
    public synchronized void renew() {
        try {
            handle.execute("select 1");
        } catch (JdbiException lost) {
            Handle renewed = session(jdbi, space, number)
                    .orElseThrow(() -> new IllegalStateException(
                            "the connection to PostgreSQL was lost, and another process took over", lost));
            closeQuietly(handle);
            handle = renewed;
        }
    }

    private static Optional<Handle> session(Jdbi jdbi, int space, int number) {
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
            return Optional.of(handle);
        } catch (RuntimeException e) {
            closeQuietly(handle);
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

    /** Gives the lock up. That its connection is lost is no failure: then it is given up already. */
    @Override
    public synchronized void close() {
        try {
            handle.execute("select pg_advisory_unlock_all()"); // the connection goes back to its pool and lives on
        } catch (JdbiException lost) {
            // nothing is held
        } finally {
            closeQuietly(handle);
        }
    }

    private static void closeQuietly(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException lost) {
            // closing is all that was wanted
        }
    }
}
