package monkey.dataset;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables and how they come about. Flyway makes and changes them; but loading Flyway and letting it look costs a command
 * most of a second to learn that there is nothing to do. So its history is compared first, by one query, with the scripts at
 * hand (their checksums are computed as Flyway does), and Flyway is called only where they differ.
 */
final class Schema {
    static final List<String> SCRIPTS =
            List.of("V1__knowledge.sql", "V2__runs.sql", "V3__learning.sql", "V4__argo.sql", "V5__findings.sql");
    static final String LOCATION = "db/migration";
    static final String HISTORY = "dataset_history";

    private static final long LOCK = 0x736368656d61L; // "schema"; any fixed number

    private Schema() {}

    static void bringUpToDate(DataSource dataSource) {
        try {
            if (!isUpToDate(dataSource)) {
                migrate(dataSource);
            }
        } catch (SQLException e) {
            throw new UnusableDatabaseException(
                    "cannot use the database: " + e.getMessage()
                            + "; check that PostgreSQL is running, and spring.datasource.url, .username and .password",
                    e);
        } catch (FlywayException e) {
            throw new UnusableDatabaseException(
                    "cannot bring the tables of the database up to date: "
                            + String.valueOf(e.getMessage()).lines().limit(3).collect(joining(" "))
                            + "; use the version of Dependency Monkey that made them, or another database (of the one under"
                            + " MONKEY_HOME, move the directory postgres away)",
                    e);
        }
    }

    /** Flyway guards its migrations against each other, but not the making of its history; hence a lock around all of it. */
    private static void migrate(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                flyway(dataSource).migrate();
            } finally {
                lock.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    static Flyway flyway(DataSource dataSource) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + LOCATION)
                .table(HISTORY)
                .baselineOnMigrate(true) // the database may hold other tables, Spring Batch's for one
                .baselineVersion("0")
                .load();
    }

    private static boolean isUpToDate(DataSource dataSource) throws SQLException {
        List<String> applied = applied(dataSource);
        if (applied.size() > SCRIPTS.size()) {
            throw new UnusableDatabaseException(
                    "the tables of the database were made by a newer version of Dependency Monkey; use that version, or"
                            + " another database",
                    null);
        }
        return applied.equals(SCRIPTS.stream().map(s -> s + " " + checksum(s)).toList());
    }

    /** The scripts that were applied, each with its checksum. */
    private static List<String> applied(DataSource dataSource) throws SQLException {
        List<String> applied = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet exists = statement.executeQuery("select to_regclass('" + HISTORY + "') is not null")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return applied;
                }
            }
            try (ResultSet rows = statement.executeQuery("select script, checksum from " + HISTORY
                    + " where type = 'SQL' and success order by installed_rank")) {
                while (rows.next()) {
                    applied.add(rows.getString(1) + " " + rows.getInt(2));
                }
            }
        }
        return applied;
    }

    /** As Flyway has it: CRC-32 over the lines without their ends. */
    static int checksum(String script) {
        CRC32 crc = new CRC32();
        String path = "/" + LOCATION + "/" + script;
        try (InputStream in = Schema.class.getResourceAsStream(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + path + " out of the program's own files", e);
        }
        return (int) crc.getValue();
    }
}
