package monkey.dataset;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import monkey.dataset.testing.PostgresExtension;
import monkey.dataset.testing.PostgresServer;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(PostgresExtension.class)
class SchemaTest {

    @Test
    void theScriptsListedAndTheirChecksumsAreThoseFlywayFinds(DataSource database) {
        MigrationInfo[] applied = Schema.flyway(database).info().applied();

        List<String> flyways = Arrays.stream(applied)
                .filter(m -> m.getScript().endsWith(".sql"))
                .map(m -> m.getScript() + " " + m.getChecksum())
                .toList();
        assertEquals(
                Schema.SCRIPTS.stream().map(s -> s + " " + Schema.checksum(s)).toList(), flyways);
        assertEquals(0, Schema.flyway(database).info().pending().length);
    }

    @Test
    void openingTwiceDoesNotCallFlywayAgain(DataSource database) throws SQLException {
        // Flyway would refuse this database: a script that it knows of looks changed.
        Dataset.open(database);
        execute(database, "alter table dataset_history rename column execution_time to hidden_from_flyway");

        assertDoesNotThrow(() -> Dataset.open(database));
    }

    @Test
    void manyMayOpenANewDatabaseAtOnce() throws Exception {
        PGSimpleDataSource empty = PostgresServer.running().emptyDatabase();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Dataset>> opened = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                opened.add(threads.submit(() -> Dataset.open(empty)));
            }
            for (Future<Dataset> dataset : opened) {
                assertTrue(dataset.get().runs().list(1).isEmpty());
            }
        } finally {
            threads.shutdownNow();
            PostgresServer.running().drop(empty);
        }
    }

    @Test
    void aDatabaseMayHoldOtherTablesAlready() throws SQLException {
        PGSimpleDataSource shared = PostgresServer.running().emptyDatabase();
        execute(shared, "create table somebody_elses (id integer)");

        assertTrue(Dataset.open(shared).runs().list(1).isEmpty());
        PostgresServer.running().drop(shared);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedInWords(DataSource database) throws SQLException {
        execute(
                database,
                "insert into dataset_history select 99, '99', 'from the future', type, 'V99__future.sql', 1,"
                        + " installed_by, installed_on, 1, true from dataset_history where version = '1'");

        String message = assertThrows(UnusableDatabaseException.class, () -> Dataset.open(database))
                .getMessage();
        assertTrue(message.contains("newer version of Dependency Monkey"), message);
    }

    @Test
    void aServerThatIsNotThereIsReportedInWords() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://127.0.0.1:1/none");

        String message = assertThrows(UnusableDatabaseException.class, () -> Dataset.open(nowhere))
                .getMessage();
        assertTrue(message.contains("127.0.0.1:1 refused"), message);
        assertTrue(message.contains("spring.datasource.url"), message);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
