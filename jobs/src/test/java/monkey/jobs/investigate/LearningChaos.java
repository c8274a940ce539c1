package monkey.jobs.investigate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.PatientOutbox;
import monkey.jobs.testing.Release;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.MessageSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two {@code investigate} processes of one group solve what messages ask for, while they, the broker and the database are
 * killed (SIGKILL) at random moments, the database stays away for a while, the index answers 503 or cuts connections, and the
 * clock of one of the two is set by hours again and again.
 * Counts afterwards what was lost, what was done or told twice or out of order, and what is known other than the index says,
 * which is what an undisturbed run knows.
 *
 * <p>As a command: {@code SEED MESSAGES KILLS SECONDS-WITHOUT-DATABASE}, on a new home in a temporary folder.
 */
final class LearningChaos {
    private static final int PACKAGES = 60;
    private static final int VERSIONS = 5;
    private static final long LONGEST_SECONDS = 900;
    /** The one whose clock jumps. */
    private static final String JUMPING = "investigator-2";

    private final Path home;
    private final Random random;
    private final int packages;
    private final int secondsAway;
    private final Services services;
    private final MiniatureIndex index = MiniatureIndex.start();
    private final Map<String, Process> investigators = new HashMap<>();
    private final StringBuilder diary = new StringBuilder();
    private int sentByOthers;

    private LearningChaos(Path home, long seed, int packages, int secondsAway) {
        this.home = home;
        this.random = new Random(seed);
        this.packages = packages;
        this.secondsAway = secondsAway;
        this.services = Services.of(home);
    }

    /**
     * What came of it; all but {@code messages}, {@code solves}, {@code kills}, {@code seconds} and {@code diary} are to be 0.
     *
     * @param lost messages that nobody handled, and solves that have not ended
     * @param twice solves that ended more than once
     * @param toldTwice solves that more than one message tells of
     * @param wrong versions that are not known as the index has them, and dead letters
     * @param overtaken messages that lie on their topic before one of the same key that was written earlier
     */
    record Result(
            int messages,
            int solves,
            int lost,
            int twice,
            int toldTwice,
            int wrong,
            int overtaken,
            int kills,
            double seconds,
            String diary) {
        int faults() {
            return lost + twice + toldTwice + wrong + overtaken;
        }
    }

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        Path home = Files.createTempDirectory("monkey-chaos");
        Result result = run(
                home,
                seed,
                PACKAGES,
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        System.out.println("seed " + seed + ": " + result);
        if (result.faults() > 0) {
            System.out.println("kept for a look: " + home);
            System.exit(1);
        }
        new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor();
        System.exit(0);
    }

    static Result run(Path home, long seed, int packages, int messages, int kills, int secondsAway) throws Exception {
        return new LearningChaos(home, seed, packages, secondsAway).run(messages, kills);
    }

    private Result run(int messages, int kills) throws Exception {
        long start = System.nanoTime();
        TreeSet<String> expected = fillIndex();
        try (Lease lease = services.acquire();
                BrokerLease broker = services.acquireBroker();
                index) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(lease.url() + "?user=" + lease.user() + "&password=" + lease.password());
            Dataset dataset = Dataset.open(source);
            Jdbi jdbi = Jdbi.create(source);
            jdbi.useHandle(LearningChaos::noteEnds);
            Kafka.at(broker.bootstrapServers(), MessageSettings.defaults())
                    .topics()
                    .make();
            try (KafkaProducer<byte[], byte[]> others = producer(broker.bootstrapServers())) {
                for (String name : List.of("investigator-1", JUMPING)) {
                    launch(name);
                    awaitUp(name);
                }
                disturb(dataset, others, messages, kills);
                others.flush();
                awaitEnd(jdbi, messages, expected.size());
            } finally {
                investigators.values().forEach(Process::destroyForcibly);
            }
            return count(jdbi, expected, messages, kills, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Has every end of a solve be noted down, a second one too. */
    private static void noteEnds(Handle handle) {
        handle.execute("create table solve_ended (solve_id bigint)");
        handle.execute("create function note_end() returns trigger language plpgsql as"
                + " $$ begin insert into solve_ended values (new.id); return null; end $$");
        handle.execute("create trigger note_end after update on solve for each row"
                + " when (new.state = 'ended' and old.state <> 'ended') execute function note_end()");
    }

    /** Fills the index, and returns what is to be known of it in the end. */
    private TreeSet<String> fillIndex() {
        TreeSet<String> known = new TreeSet<>();
        for (int number = 0; number < packages; number++) {
            for (int version = 1; version <= VERSIONS; version++) {
                String requirement = name(random.nextInt(packages)) + ">=" + (1 + random.nextInt(VERSIONS));
                index.add(Release.wheel(name(number), version + ".0").requires(requirement));
                known.add(name(number) + " " + version + ".0 " + requirement);
            }
        }
        return known;
    }

    private static String name(int number) {
        return "package-" + number;
    }

    /** Sends and kills by turns, so that each kill meets messages and solves under way. */
    private void disturb(Dataset dataset, KafkaProducer<byte[], byte[]> others, int messages, int kills)
            throws Exception {
        int sent = 0;
        for (int kill = 0; kill <= kills; kill++) {
            int until = (int) ((long) messages * (kill + 1) / (kills + 1));
            while (sent < until) {
                int some = Math.min(until - sent, 1 + random.nextInt(40));
                List<UnresolvedPackage> batch = new ArrayList<>();
                for (int i = 0; i < some; i++) {
                    batch.add(message(sent + i));
                }
                send(dataset, others, batch);
                sent += some;
            }
            index.fail("/simple/" + name(random.nextInt(packages)) + "/", random.nextBoolean() ? 503 : 0, 2);
            index.fail(name(random.nextInt(packages)).replace('-', '_'), random.nextBoolean() ? 503 : 0, 2);
            if (kill < kills) {
                Thread.sleep(random.nextInt(1_500));
                kill(kill);
            }
        }
    }

    /** Every version of a package to begin with, each once; then anything, most of it known by then. */
    private UnresolvedPackage message(int number) {
        boolean all = number < packages || random.nextInt(10) == 0;
        return new UnresolvedPackage(
                name(number < packages ? number : random.nextInt(packages)),
                Optional.of(index.url()),
                all ? Optional.empty() : Optional.of(1 + random.nextInt(VERSIONS) + ".0"),
                Optional.empty());
    }

    /** As one of us, through the outbox, or as others do, without a key or headers. */
    private void send(Dataset dataset, KafkaProducer<byte[], byte[]> others, List<UnresolvedPackage> batch)
            throws InterruptedException {
        if (random.nextBoolean()) {
            for (UnresolvedPackage message : batch) {
                others.send(new ProducerRecord<>(
                        MessageType.UNRESOLVED_PACKAGE.baseName(),
                        MessageCodec.write(message).getBytes(StandardCharsets.UTF_8)));
                sentByOthers++;
            }
            return;
        }
        List<Envelope<UnresolvedPackage>> envelopes =
                batch.stream().map(message -> Envelope.first(message, "chaos")).toList();
        while (true) {
            try {
                Outgoing.write(dataset.outbox(), envelopes);
                return;
            } catch (RuntimeException databaseIsAway) {
                Thread.sleep(100); // an id that was written before all the same is refused, and then it is written
                if (PatientOutbox.has(dataset, envelopes.get(0).id())) {
                    return;
                }
            }
        }
    }

    private void kill(int number) throws Exception {
        switch (number % 3) {
            case 0 -> {
                String victim = "investigator-" + (1 + random.nextInt(2));
                note(victim);
                investigators.get(victim).destroyForcibly().waitFor();
                launch(victim);
            }
            case 1 -> {
                note("broker");
                if (services.status().kafka() != null) {
                    ProcessHandle.of(services.status().kafka().pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            default -> {
                note("database");
                if (services.status().postgres() != null) {
                    ProcessHandle.of(services.status().postgres().pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
                Thread.sleep(number == 2 ? secondsAway * 1_000L : random.nextInt(2_000));
                services.acquire().close(); // started again, at the same address
            }
        }
    }

    private void note(String victim) {
        diary.append(diary.isEmpty() ? "" : " ").append(victim);
    }

    private void launch(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(
                name.equals(JUMPING)
                        ? List.of(JumpingInvestigator.class.getName(), home.toString(), "" + random.nextInt())
                        : List.of("monkey.jobs.command.Monkey", "investigate", "--no-security", "--python", "3"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name)));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("PIP_") || key.startsWith("SPRING_"));
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_INDEX_URL", index.url());
        environment.put("MONKEY_HOME", home.toString());
        environment.put("MONKEY_MESSAGES_LONGEST_BACKOFF", "2s");
        investigators.put(name, builder.start());
    }

    private File log(String name) {
        return new File(home.toFile(), name + ".log");
    }

    private void awaitUp(String name) throws Exception {
        String said;
        while (!(said = Files.readString(log(name).toPath())).contains("investigating")) {
            if (!investigators.get(name).isAlive()) {
                throw new AssertionError(name + " did not begin: " + said);
            }
            Thread.sleep(100);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "delivery.timeout.ms",
                        Integer.MAX_VALUE,
                        "max.block.ms",
                        120_000,
                        "reconnect.backoff.max.ms",
                        1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void awaitEnd(Jdbi jdbi, int messages, int solves) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (System.nanoTime() < deadline) {
            boolean done = number(jdbi, "select count(*) from solve where state = 'ended'") >= solves
                    && number(jdbi, "select count(*) from page_look where state <> 'ended'") == 0
                    && number(jdbi, "select count(*) from solve where state <> 'ended'") == 0
                    && lost(jdbi) == 0;
            if (done) {
                return;
            }
            Thread.sleep(200);
        }
    }

    private int lost(Jdbi jdbi) {
        long unhandled = number(
                jdbi,
                "select count(*) from outbox o where not exists (select from handled_message h"
                        + " where h.consumer = 'investigator' and h.message_id = o.message_id)");
        long handledOfOthers = number(
                jdbi,
                "select count(*) from handled_message h where h.topic = 'thoth.investigator.unresolved-package'"
                        + " and not exists (select from outbox o where o.message_id = h.message_id)");
        return (int) (unhandled + Math.max(0, sentByOthers - handledOfOthers));
    }

    private Result count(Jdbi jdbi, Set<String> expected, int messages, int kills, double seconds) {
        List<String> rows = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select v.package || ' ' || v.version || ' ' || string_agg(q.line, ', ' order by q.position)
                        from package_version v
                        join distribution d on d.package_version_id = v.id
                        join requirement q on q.core_metadata_id = d.core_metadata_id
                        join solve s on s.package = v.package and s.version = v.version
                            and s.package_index_id = v.package_index_id and s.outcome = 'solved'
                        where not v.missing and d.metadata_problem is null
                        group by v.id
                        """).mapTo(String.class).list());
        TreeSet<String> known = new TreeSet<>(rows);
        TreeSet<String> wrong = new TreeSet<>(expected);
        wrong.removeAll(known);
        known.removeAll(expected);
        return new Result(
                messages,
                (int) number(jdbi, "select count(*) from solve where state = 'ended'"),
                lost(jdbi) + (int) number(jdbi, "select count(*) from solve where state <> 'ended'"),
                (int) number(jdbi, "select count(*) - count(distinct solve_id) from solve_ended"),
                (int) number(jdbi, """
                        select count(*) - count(distinct key || ' ' || (payload ->> 'package_version')) from outbox
                        where topic = 'thoth.solver.solved-package'
                        """),
                wrong.size()
                        + known.size()
                        + (int) number(jdbi, "select count(*) from handled_message where result = 'dead'"),
                (int) number(jdbi, """
                        select count(*) from (
                            select h.position, lag(h.position) over (partition by o.topic, o.key order by o.id) as before
                            from outbox o join handled_message h on h.message_id = o.message_id) o
                        where position < before
                        """),
                kills,
                Math.round(seconds * 10) / 10.0,
                diary.toString());
    }

    private static long number(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
