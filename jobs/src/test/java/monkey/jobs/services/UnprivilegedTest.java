package monkey.jobs.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What root does where it can make no user namespace. */
class UnprivilegedTest {
    @TempDir
    private Path home;

    @BeforeEach
    void onlyRootHasThisProblem() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theServerRunsAsAnotherUserToWhomTheDataAreGivenAndTakenBackLater() throws IOException {
        PostgresServer server = new PostgresServer(home, Unprivileged::asOtherUser);
        Postmaster running = server.ensureRunning(false);
        try {
            assertEquals(
                    "daemon",
                    Files.getOwner(Path.of("/proc", Long.toString(running.pid())))
                            .getName());
            assertEquals(
                    "daemon", Files.getOwner(home.resolve("data/PG_VERSION")).getName());
        } finally {
            server.stop();
        }
        assertTrue(server.running().isEmpty());

        PostgresServer later = new PostgresServer(home, Unprivileged::find);
        try {
            assertTrue(later.ensureRunning(false).ready());
        } finally {
            later.stop();
        }
    }

    @Test
    void aHomeThatTheOtherUserCannotReachIsReportedInWords() throws IOException {
        Path closed = Files.createDirectory(
                home.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path inside = Files.createDirectory(closed.resolve("postgres"));

        String message = assertThrows(ServicesException.class, () -> Unprivileged.asOtherUser(inside))
                .getMessage();
        assertTrue(message.contains("may not pass through " + closed + "; set MONKEY_HOME"), message);
    }
}
