package monkey.jobs.wholerun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalBackend;
import monkey.amun.local.LocalSettings;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import monkey.jobs.testing.MiniatureIndex;
import org.springframework.util.FileSystemUtils;

/** The program as a user starts it: a process of its own, in a folder, with pip configured to use one index. */
final class Monkey {
    /**
     * Shared by all tests of one process, so that PostgreSQL is unpacked and uv installed once; its database is begun anew
     * each time.
     */
    static final Path HOME = Path.of("target", "wholerun", "home-" + System.getProperty("monkey.fork", "1"))
            .toAbsolutePath();

    static {
        // The installer comes from the machine's real index, which the program never sees here.
        LocalBackend.open(new LocalSettings(HOME, 1, Map.of(), false), Interpreters.onThisMachine())
                .close();
        forgetEarlierTests();
    }

    private final Path folder;
    private final String index;
    private final Map<String, String> variables = new TreeMap<>();

    Monkey(Path folder, MiniatureIndex index) {
        this.folder = folder;
        this.index = index.url();
    }

    /** Has commands see an environment variable. */
    Monkey with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    private static void forgetEarlierTests() {
        try {
            Services.of(HOME).stop();
            FileSystemUtils.deleteRecursively(HOME.resolve("postgres/data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command answered, what it said besides, and its exit code. */
    record Ended(int code, String answer, String said) {
        Ended expect(int expected) {
            if (code != expected) {
                throw new AssertionError("ended with " + code + " instead of " + expected + " and said:\n" + said);
            }
            return this;
        }
    }

    /** Keeps the database running from one command to the next. */
    static Lease services() {
        return Services.acquire(HOME);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    /**
     * The process leads a group of its own and heeds SIGINT, as in a terminal: a shell that runs the tests in the
     * background has them ignore it, and Java keeps what it is born with.
     */
    Running start(String... arguments) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,QUIT",
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "monkey.jobs.command.Monkey"));
        command.addAll(List.of(arguments));
        Path answer = Files.createTempFile(folder, "answer", null);
        Path said = Files.createTempFile(folder, "said", null);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(said.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("SPRING_"));
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_INDEX_URL", index);
        environment.put("MONKEY_HOME", HOME.toString());
        environment.putAll(variables);
        return new Running(builder.start(), answer, said);
    }

    /** A command on its way. */
    record Running(Process process, Path answer, Path said) {
        Ended await() throws IOException, InterruptedException {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                kill();
                throw new AssertionError("no end after five minutes; said:\n" + Files.readString(said));
            }
            return new Ended(process.exitValue(), Files.readString(answer), Files.readString(said));
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Waits until it has said that, or has ended. */
        void awaitSaying(String words) throws IOException, InterruptedException {
            for (int i = 0; i < 3_000 && isAlive() && !Files.readString(said).contains(words); i++) {
                Thread.sleep(100);
            }
        }

        /** As by {@code kill -9}: the program itself, and nothing of what it started. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** As by Ctrl-C in a terminal: the program, and everything in its group with it. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", "--", "-" + process.pid())
                    .start()
                    .waitFor();
        }
    }
}
