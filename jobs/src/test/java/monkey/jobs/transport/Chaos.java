package monkey.jobs.transport;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import monkey.jobs.testing.PatientOutbox;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Writes messages while relays, consumers, broker and database are killed (SIGKILL) at random moments, and counts afterwards:
 * what was written and not handled, what was handled twice, and what was handled out of the order of its key. All are
 * processes; two relays and two consumers work at a time.
 *
 * <p>As a command: {@code SEED MESSAGES KILLS}, on a new home in a temporary folder.
 */
final class Chaos {
    private static final int KEYS = 40;
    private static final long LONGEST_SECONDS = 600;

    private final Path home;
    private final Random random;
    private final Services services;
    private final Map<String, Process> workers = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder diary = new StringBuilder();
    private String databaseUrl;
    private String bootstrapServers;

    private Chaos(Path home, long seed) {
        this.home = home;
        this.random = new Random(seed);
        this.services = Services.of(home);
    }

    /**
     * What came of it; all but {@code written}, {@code kills} and {@code diary} are to be 0.
     *
     * @param neverWritten handled although the transaction that wrote it was rolled back
     * @param overtaken handled before one of the same key that was written earlier
     */
    record Result(
            int written,
            int lost,
            int twice,
            int neverWritten,
            int overtaken,
            int kills,
            double seconds,
            String diary) {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        Path home = Files.createTempDirectory("monkey-chaos");
        Result result = run(home, seed, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println("seed " + seed + ": " + result);
        if (result.lost() + result.twice() + result.neverWritten() + result.overtaken() > 0) {
            System.out.println("kept for a look: " + home);
            System.exit(1);
        }
        new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor();
        System.exit(0);
    }

    static Result run(Path home, long seed, int messages, int kills) throws Exception {
        return new Chaos(home, seed).run(messages, kills);
    }

    private Result run(int messages, int kills) throws Exception {
        long start = System.nanoTime();
        try (Lease lease = services.acquire();
                BrokerLease broker = services.acquireBroker()) {
            databaseUrl = lease.url() + "?user=" + lease.user() + "&password=" + lease.password();
            bootstrapServers = broker.bootstrapServers();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(databaseUrl);
            Dataset dataset = Dataset.open(source);
            Jdbi jdbi = Jdbi.create(source);
            jdbi.useHandle(handle -> handle.execute(
                    "create table chaos (position bigserial, message_id uuid, key text, number integer)"));
            Kafka.at(bootstrapServers, MessageSettings.defaults()).topics().make();
            try {
                List.of("relay-1", "relay-2", "consumer-1", "consumer-2").forEach(this::launch);
                for (String worker : workers.keySet()) {
                    awaitUp(worker);
                }
                disturb(dataset, messages, kills);
                awaitEnd(jdbi, messages);
            } finally {
                workers.values().forEach(Process::destroyForcibly);
            }
            return count(jdbi, messages, kills, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Writes and kills by turns, so that each kill meets messages under way. */
    private void disturb(Dataset dataset, int messages, int kills) throws Exception {
        int written = 0;
        for (int kill = 0; kill <= kills; kill++) {
            int until = (int) ((long) messages * (kill + 1) / (kills + 1));
            while (written < until) {
                written += write(dataset, Math.min(until - written, 1 + random.nextInt(60)));
            }
            if (kill < kills) {
                Thread.sleep(random.nextInt(1_500));
                kill(kill);
            }
        }
    }

    private int write(Dataset dataset, int count) throws InterruptedException {
        boolean toFail = random.nextInt(10) == 0;
        Map<String, Integer> after = new HashMap<>(numbers);
        List<Envelope<MissingVersion>> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = "package-" + random.nextInt(KEYS);
            int number = after.merge(key, 1, Integer::sum);
            batch.add(Envelope.first(new MissingVersion(key, toFail ? "-1" : "" + number, "index"), "chaos"));
        }
        while (true) {
            try {
                dataset.inTransaction(transaction -> {
                    Outgoing.write(transaction, batch);
                    if (toFail) {
                        throw new IllegalArgumentException("never written");
                    }
                    return null;
                });
                numbers.putAll(after);
                return count;
            } catch (IllegalArgumentException expected) {
                return 0;
            } catch (RuntimeException databaseIsAway) {
                // Whether the transaction was committed before the connection broke, the database knows.
                if (PatientOutbox.has(dataset, batch.get(0).id())) {
                    numbers.putAll(after);
                    return count;
                }
            }
        }
    }

    /** Each kind of victim in its turn, at a random moment. */
    private void kill(int number) throws Exception {
        switch (number % 4) {
            case 0 -> restart("relay-" + (1 + random.nextInt(2)));
            case 1 -> restart("consumer-" + (1 + random.nextInt(2)));
            case 2 -> {
                note("broker");
                // Whoever holds a lease starts it again.
                if (services.status().kafka() != null) {
                    ProcessHandle.of(services.status().kafka().pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            default -> {
                note("database");
                ProcessHandle.of(services.status().postgres().pid()).ifPresent(ProcessHandle::destroyForcibly);
                Thread.sleep(random.nextInt(2_000));
                services.acquire().close(); // started again, at the same address
            }
        }
    }

    private void restart(String worker) throws InterruptedException {
        note(worker);
        workers.get(worker).destroyForcibly().waitFor();
        launch(worker);
    }

    private void note(String victim) {
        diary.append(diary.isEmpty() ? "" : " ").append(victim);
    }

    private void launch(String worker) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChaosWorker.class.getName(),
                        worker.replaceFirst("-.*", ""),
                        home.toString(),
                        up(worker).toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(home.toFile(), worker + ".log")));
        builder.environment().put("SPRING_DATASOURCE_URL", databaseUrl);
        builder.environment().put("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        builder.environment().put("MONKEY_MESSAGES_LONGEST_BACKOFF", "2s");
        try {
            workers.put(worker, builder.start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path up(String worker) {
        return home.resolve(worker + ".up");
    }

    private void awaitUp(String worker) throws InterruptedException {
        while (Files.notExists(up(worker)) && workers.get(worker).isAlive()) {
            Thread.sleep(50);
        }
    }

    private static void awaitEnd(Jdbi jdbi, int messages) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        long quietSince = System.nanoTime();
        long last = -1;
        while (System.nanoTime() < deadline) {
            long handled = number(jdbi, "select count(distinct message_id) from chaos");
            quietSince = handled == last ? quietSince : System.nanoTime();
            last = handled;
            boolean quiet = System.nanoTime() - quietSince > TimeUnit.SECONDS.toNanos(3);
            if (handled >= messages && quiet) { // a moment more, for what might come twice
                return;
            }
            Thread.sleep(100);
        }
    }

    private Result count(Jdbi jdbi, int messages, int kills, double seconds) {
        int lost = (int)
                number(
                        jdbi,
                        "select count(*) from outbox o where not exists (select from chaos c where c.message_id = o.message_id)");
        int twice = (int) number(jdbi, "select count(*) - count(distinct message_id) from chaos");
        int never = (int)
                number(
                        jdbi,
                        "select count(*) from chaos c where not exists (select from outbox o where c.message_id = o.message_id)");
        int overtaken = (int) number(jdbi, """
                select count(*) from (
                    select number, lag(number) over (partition by key order by position) as before from chaos) c
                where number <> coalesce(before, 0) + 1
                """);
        int written = (int) number(jdbi, "select count(*) from outbox");
        return new Result(
                written,
                lost + Math.abs(messages - written),
                twice,
                never,
                overtaken,
                kills,
                Math.round(seconds * 10) / 10.0,
                diary.toString());
    }

    private static long number(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
