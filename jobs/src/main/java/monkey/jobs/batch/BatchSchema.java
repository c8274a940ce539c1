package monkey.jobs.batch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Spring Batch's own tables, in a database schema of their own. Spring Boot would run the script at each start and rely
 * on its statements failing when the tables are there; here it runs once, in one transaction, and a second starter waits.
 */
final class BatchSchema {
    static final String TABLE_PREFIX = "batch.BATCH_";

    private static final ClassPathResource SCRIPT =
            new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql");
    /** Any fixed number will do: it names this piece of work among the database's advisory locks. */
    private static final long CREATION = 0x6d6f6e6b6579L;

    private BatchSchema() {}

    static void createIn(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (exists(connection)) {
                return;
            }
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + CREATION + ")");
                if (!exists(connection)) {
                    statement.execute("create schema if not exists batch");
                    statement.execute("set local search_path to batch");
                    ScriptUtils.executeSqlScript(connection, SCRIPT);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regclass('batch.batch_job_instance')")) {
            found.next();
            return found.getObject(1) != null;
        }
    }
}
