package monkey.jobs.wholerun;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import monkey.jobs.services.Services;
import monkey.jobs.services.ServicesStatus;

/** A look into the database of {@link Monkey#HOME}, from beside the commands that use it. */
final class Rows {
    private Rows() {}

    /** The rows of a query as text, a line each; none while there is no database, or not yet such a table. */
    static List<String> of(String query) {
        ServicesStatus status = Services.of(Monkey.HOME).status();
        if (status.postgres() == null) {
            return List.of();
        }
        try (Connection connection =
                        DriverManager.getConnection(status.postgres().address());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(found.getString(1)));
                for (int column = 2; column <= found.getMetaData().getColumnCount(); column++) {
                    row.append(' ').append(found.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException notYet) {
            return List.of();
        }
    }

    static long count(String query) {
        return of("select count(*) " + query).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    static void change(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        Services.of(Monkey.HOME).status().postgres().address());
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    /** Waits until a process has come to where it is to be disturbed; tells where it ended if it never came there. */
    static void await(Monkey.Running process, Condition reached) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!reached.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("it did not come to where it was to be disturbed; " + process.await());
            }
            Thread.sleep(5);
        }
    }

    interface Condition {
        boolean holds() throws Exception;
    }
}
