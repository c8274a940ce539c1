package monkey.jobs.transport;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.ConnectionException;

/**
 * What a failure to handle a message says about trying again. A message is never blamed for what is not its fault: while the
 * database or the broker is away it is tried again for ever.
 */
enum Trouble {
    /** Something that all messages need is away. */
    AWAY,
    /** Others were in the way: a deadlock, a lock, a race for a row, a limit of the database. */
    CONTENTION,
    /** It would fail again. */
    PERMANENT;

    /** Of SQL states: connection, resources, intervention of an operator (shutdown, start-up), system error. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58");

    /** Rollback of a transaction by the database, and rows or locks that another transaction has. */
    private static final Set<String> CONTENTION_CLASSES = Set.of("23", "25", "40", "55");

    /** What it was that failed, without what spring-kafka has wrapped around it. */
    static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getClass().getName().startsWith("org.springframework.kafka")) {
            root = root.getCause();
        }
        return root;
    }

    /** The first line of what it said. */
    static String words(Throwable problem) {
        return String.valueOf(rootOf(problem).getMessage()).lines().findFirst().orElse("");
    }

    static Trouble of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof ConnectionException
                    || cause instanceof KafkaException
                    || cause instanceof org.springframework.kafka.KafkaException) {
                return AWAY;
            }
            if (cause instanceof SQLException sql) {
                return ofState(sql.getSQLState());
            }
        }
        return PERMANENT;
    }

    private static Trouble ofState(String state) {
        if (state == null || state.length() < 2) {
            return AWAY; // the driver's own words: nothing that the server said
        }
        String category = state.substring(0, 2);
        if (AWAY_CLASSES.contains(category)) {
            return AWAY;
        }
        return CONTENTION_CLASSES.contains(category) ? CONTENTION : PERMANENT;
    }
}
