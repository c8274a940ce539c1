package monkey.jobs.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One home for most of the tests: what one leaves is what the next finds, as on a laptop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesTest {
    private final List<Process> started = new ArrayList<>();
    private Path home;
    private Services services;

    @BeforeAll
    void openHome(@TempDir Path directory) {
        home = directory.resolve("home");
        services = Services.of(home);
    }

    @AfterEach
    void leaveNothingRunning() throws Exception {
        for (Process process : started) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        started.clear();
        assertFalse(services.stop().running());
    }

    @Test
    void theDatabaseIsDurableAndOpenToItsOwnerOnly() throws Exception {
        try (Lease lease = services.acquire()) {
            assertEquals("on", ask(lease, "show fsync"));
            assertEquals("on", ask(lease, "show synchronous_commit"));
            assertEquals("127.0.0.1", ask(lease, "show listen_addresses"));
            assertEquals("", ask(lease, "show unix_socket_directories"));
            assertThrows(SQLException.class, () -> DriverManager.getConnection(lease.url(), lease.user(), "guessed"));
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(home.resolve("postgres/password")));
        }
    }

    @Test
    void theLastOneOutStopsWhatAllShare() throws Exception {
        Lease first = services.acquire();
        Lease second = Services.acquire(home);
        Process third = holdLease(home);
        assertEquals(first.url() + " " + first.password(), firstLine(third));
        assertEquals(3, services.status().postgres().commands());

        first.close();
        first.close();
        third.getOutputStream().close();
        assertEquals(0, third.waitFor());
        assertEquals("1", ask(second, "select 1"));

        second.close();
        assertFalse(services.status().running());
    }

    @Test
    void whatWasWrittenIsThereAfterARestartAtTheSameAddress() throws Exception {
        String url;
        try (Lease lease = services.acquire()) {
            url = lease.url();
            execute(lease, "create table if not exists kept (n integer); insert into kept values (7)");
        }
        try (Lease lease = services.acquire()) {
            assertEquals(url, lease.url());
            assertEquals("7", ask(lease, "select max(n) from kept"));
        }
    }

    @Test
    void servicesThatWereStartedStayUntilTheyAreStopped() {
        ServicesStatus status = services.start();
        assertTrue(status.running() && status.kept());
        assertEquals(0, status.postgres().commands());
        assertEquals(0, status.kafka().commands());
        services.acquire().close();
        assertEquals(status.postgres().pid(), services.status().postgres().pid());
        assertTrue(services.status().json().startsWith("{\"postgres\": {\"url\": \"jdbc:postgresql://127.0.0.1:"));
        assertTrue(services.status().json().contains(", \"kafka\": {\"bootstrapServers\": \"127.0.0.1:"));
        assertFalse(services.status().text().contains("password"));

        assertFalse(services.stop().running());
        assertEquals("{\"postgres\": null, \"kafka\": null}", services.status().json());
    }

    @Test
    void stoppingLeavesTheServicesToThoseWhoUseThem() throws Exception {
        services.start();
        try (Lease lease = services.acquire()) {
            ServicesStatus status = services.stop();
            assertTrue(status.running());
            assertEquals(1, status.postgres().commands());
            assertEquals("1", ask(lease, "select 1"));
        }
        assertFalse(services.status().running());
    }

    @Test
    void anOrphanLeftByAKilledCommandIsAdopted() throws Exception {
        Process command = holdLease(home);
        String told = firstLine(command);
        long server = services.status().postgres().pid();
        kill(command);

        ServicesStatus orphaned = services.status();
        assertEquals(server, orphaned.postgres().pid());
        assertEquals(0, orphaned.postgres().commands());
        try (Lease lease = services.acquire()) {
            assertEquals(told, lease.url() + " " + lease.password());
            assertEquals(server, services.status().postgres().pid());
        }
        assertFalse(services.status().running());
    }

    @Test
    void aServerThatWasKilledIsStartedAgain() throws Exception {
        try (Lease lease = services.acquire()) {
            execute(lease, "create table if not exists survives (n integer); insert into survives values (1)");
            ProcessHandle server =
                    ProcessHandle.of(services.status().postgres().pid()).orElseThrow();
            server.destroyForcibly();
            while (services.status().running()) {
                Thread.onSpinWait();
            }
            try (Lease next = services.acquire()) {
                assertNotEquals(server.pid(), services.status().postgres().pid());
                assertTrue(Integer.parseInt(ask(next, "select count(*) from survives")) >= 1);
            }
        }
    }

    @Test
    void aHomeInUseFromAnotherContainerIsLeftAlone() throws Exception {
        Path place = home.resolve("postgres/place");
        try (Lease elsewhere = services.acquire()) {
            long server = services.status().postgres().pid();
            ProcessHandle.of(server).orElseThrow().destroyForcibly(); // from here, theirs is not to be seen either
            while (services.status().running()) {
                Thread.onSpinWait();
            }
            Files.writeString(place, "another-boot pid:[1]\n");

            String message = assertThrows(ServicesException.class, () -> services.acquire())
                    .getMessage();
            assertTrue(message.contains("another machine or container"), message);
        }
        // Once they are gone, the data are taken over.
        services.acquire().close();
        assertNotEquals("another-boot pid:[1]\n", Files.readString(place));
    }

    @Test
    void aDeadServersFileThatNamesAnotherLivingProcessIsNotBelieved() throws Exception {
        services.acquire().close();
        Files.writeString(
                home.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("postgres/data")
                        + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

        assertFalse(services.status().running());
        try (Lease lease = services.acquire()) {
            assertEquals("1", ask(lease, "select 1"));
        }
    }

    @Test
    void aPortThatWasTakenInTheMeantimeIsReplaced() throws Exception {
        services.acquire().close();
        int last =
                Integer.parseInt(Files.readString(home.resolve("postgres/port")).strip());
        try (ServerSocket taken = new ServerSocket(last, 1, InetAddress.getLoopbackAddress());
                Lease lease = services.acquire()) {
            assertFalse(lease.url().contains(":" + taken.getLocalPort() + "/"));
            assertEquals("1", ask(lease, "select 1"));
        }
    }

    @Test
    void dataOfAnotherVersionAreRefusedInWords() throws Exception {
        services.acquire().close();
        Path marker = home.resolve("postgres/data/PG_VERSION");
        String ours = Files.readString(marker);
        Files.writeString(marker, "15\n");
        try {
            String message = assertThrows(ServicesException.class, () -> services.acquire())
                    .getMessage();
            assertTrue(
                    message.contains("was written by PostgreSQL 15, and this version brings PostgreSQL 18"), message);
            assertFalse(services.status().running());
        } finally {
            Files.writeString(marker, ours);
        }
    }

    @Test
    void aServerThatCannotStartSaysWhy() throws Exception {
        services.acquire().close();
        Path settings = home.resolve("postgres/data/postgresql.auto.conf");
        String before = Files.readString(settings);
        Files.writeString(settings, "max_connections = 'many'\n");
        try {
            String message = assertThrows(ServicesException.class, () -> services.acquire())
                    .getMessage();
            assertTrue(message.contains("max_connections") || message.contains("contains errors"), message);
        } finally {
            Files.writeString(settings, before);
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsReportedInWords() {
        String message = assertThrows(ServicesException.class, () -> Services.of(Path.of("/dev/null/home")))
                .getMessage();
        assertTrue(message.contains("/dev/null") && message.contains("MONKEY_HOME"), message);
    }

    @Test
    void commandsThatRaceOnANewHomeShareOneServer(@TempDir Path directory) throws Exception {
        Path fresh = directory.resolve("fresh");
        Path interrupted = fresh.resolve("postgres/data.partial-1/half");
        Files.createDirectories(interrupted); // what a command that was killed on its first start has left
        List<Process> racers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            racers.add(holdLease(fresh));
        }
        Set<String> told = new HashSet<>();
        for (Process racer : racers) {
            told.add(firstLine(racer));
        }
        assertEquals(1, told.size(), told.toString());
        assertEquals(3, Services.of(fresh).status().postgres().commands());

        kill(racers.get(0));
        for (Process racer : racers.subList(1, 3)) {
            racer.getOutputStream().close();
            assertEquals(0, racer.waitFor());
        }
        assertFalse(Services.of(fresh).status().running());
    }

    private Process holdLease(Path home) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldLease.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
    }

    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private static String ask(Lease lease, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lease.url(), lease.user(), lease.password());
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Lease lease, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lease.url(), lease.user(), lease.password())) {
            connection.createStatement().execute(sql);
        }
    }
}
