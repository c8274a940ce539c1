package monkey.dataset.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import monkey.dataset.Dataset;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One server for the whole test JVM, started on first use on loopback and stopped with the JVM. Every database it gives is a
 * copy of one in which the tables have been made: that takes tens of milliseconds, and tests share nothing.
 */
public final class PostgresServer {
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static PostgresServer running;

    private final EmbeddedPostgres postgres;

    private PostgresServer() throws IOException {
        Path sockets = Files.createTempDirectory("monkey-sockets");
        sockets.toFile().deleteOnExit();
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", sockets.toString())
                .start();
    }

    public static synchronized PostgresServer running() {
        if (running == null) {
            try {
                running = new PostgresServer();
            } catch (IOException e) {
                throw new UncheckedIOException("the tests' PostgreSQL does not start", e);
            }
            running.execute("create database " + TEMPLATE);
            Dataset.open(running.database(TEMPLATE));
        }
        return running;
    }

    /** A new database without tables. */
    public PGSimpleDataSource emptyDatabase() {
        String name = "empty_" + NUMBERS.incrementAndGet();
        execute("create database " + name);
        return database(name);
    }

    /** A new database with the tables of the dataset. */
    public PGSimpleDataSource migratedDatabase() {
        String name = "test_" + NUMBERS.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return database(name);
    }

    public void drop(PGSimpleDataSource database) {
        execute("drop database " + database.getDatabaseName() + " with (force)");
    }

    private PGSimpleDataSource database(String name) {
        return (PGSimpleDataSource) postgres.getDatabase("postgres", name);
    }

    private void execute(String sql) {
        try (Connection connection = database("postgres").getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
