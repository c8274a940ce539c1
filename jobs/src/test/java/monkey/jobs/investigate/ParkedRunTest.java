package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import monkey.dataset.Dataset;
import monkey.dataset.learning.ParkedRun;
import monkey.dataset.python.Requirement;
import monkey.dataset.run.Run;
import monkey.dataset.testing.PostgresExtension;
import monkey.dataset.testing.PostgresServer;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.park.Parking;
import monkey.jobs.reach.History;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;
import monkey.jobs.solve.SolveEnvironment;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A run that learns nothing by itself comes to know what it would have learnt. */
@ExtendWith(PostgresExtension.class)
class ParkedRunTest {
    private final MiniatureIndex index = MiniatureIndex.start();
    private Learning learning;

    @TempDir
    Path home;

    @BeforeEach
    void begin(DataSource database) throws Exception {
        learning = new Learning(database, index, home);
    }

    @AfterEach
    void end() {
        learning.close();
        index.close();
    }

    @Test
    void itWaitsForWhatItAskedForAndIsTheOnlyOneToBeWoken() throws Exception {
        index.add(
                Release.wheel("flask", "1.0").requires("werkzeug<2"),
                Release.wheel("flask", "2.0").requires("werkzeug>=2"),
                Release.wheel("werkzeug", "1.0"),
                Release.wheel("werkzeug", "2.0"),
                Release.wheel("werkzeug", "3.0"));

        Waiting waiting = new Waiting("flask>=1", "werkzeug<3");
        waiting.untilDone();

        assertThat(waiting.complete.get()).isTrue();
        assertThat(learning.solves())
                .containsExactly(
                        "flask==1.0 solved", "flask==2.0 solved", "werkzeug==1.0 solved", "werkzeug==2.0 solved");
        ParkedRun parked = learning.dataset.parkedRuns().find(waiting.run.id()).orElseThrow();
        assertThat(parked.resumedAt()).isNotNull();
        assertThat(learning.rows("select * from parked_need")).isEmpty();
        // Once a round, but for a round whose needs were met before it lay down to wait.
        assertThat(learning.post.sent())
                .filteredOn(sent -> sent.startsWith("AdviserReRun"))
                .hasSizeBetween(1, parked.rounds())
                .containsOnly("AdviserReRun " + waiting.run.id());
        assertThat(learning.rows("select distinct correlation_id from outbox")).containsExactly(parked.correlationId());
    }

    @Test
    void onlyWhatIsUnlearntIsAskedForWhenThePagesAreKnown() throws Exception {
        index.add(Release.wheel("flask", "1.0").requires("werkzeug"), Release.wheel("werkzeug", "1.0"));
        new Waiting("flask").untilDone();
        index.forgetRequests();

        new Waiting("flask==1.0").untilDone();

        assertThat(index.requests()).isEmpty();
        assertThat(learning.rows("select count(*) from parked_run")).containsExactly("1");
    }

    @Test
    void aFileThatOnlyThisRunWouldTakeIsReadForIt() throws Exception {
        index.add(
                Release.wheel("flask", "1.0").build("1").requires("old"),
                Release.wheel("flask", "1.0").build("2").requires("new").uploaded("2025-01-01T00:00:00Z"),
                Release.wheel("old", "1.0"),
                Release.wheel("new", "1.0"));
        new Waiting("flask").untilDone();

        Waiting early = new Waiting(Optional.of(Instant.parse("2024-01-01T00:00:00Z")), "flask");
        early.untilDone();

        assertThat(early.complete.get()).isTrue();
        assertThat(early.reach().packages()).containsOnlyKeys("flask", "old");
    }

    @Test
    void whatCannotBeLearntIsWaitedForNoLonger() throws Exception {
        index.add(
                Release.wheel("flask", "1.0").requires("ghost", "odd"),
                Release.wheel("flask", "2.0").requires("broken !!"),
                Release.wheel("odd", "1.0").tag("cp27-cp27m-win32"));

        Waiting waiting = new Waiting("flask");
        waiting.untilDone();

        assertThat(waiting.complete.get()).isTrue();
        assertThat(learning.rows("select package || '==' || version, outcome from solve order by 1"))
                .containsExactly("flask==1.0 solved", "flask==2.0 failed", "odd==1.0 unsolvable");
    }

    @Test
    void anIndexThatIsAwayForAWhileHoldsTheRunUpAndNoLonger() throws Exception {
        index.add(Release.wheel("flask", "1.0").requires("werkzeug"), Release.wheel("werkzeug", "1.0"))
                .fail("/simple/werkzeug/", 503, 1)
                .fail("werkzeug-1.0-py3", 503, 1);

        Waiting waiting = new Waiting("flask");
        waiting.untilDone();

        assertThat(waiting.complete.get()).isTrue();
        assertThat(learning.solves()).containsExactly("flask==1.0 solved", "werkzeug==1.0 solved");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void clocksThatJumpLetNobodyWaitAndNothingBeDoneTwice(long seed) throws Exception {
        Random dice = new Random(seed);
        for (int version = 1; version <= 6; version++) {
            index.add(
                    Release.wheel("flask", version + ".0").requires("werkzeug>=" + version),
                    Release.wheel("werkzeug", version + ".0"));
        }
        index.fail("/simple/werkzeug/", 503, 2).fail("flask-3.0-py3", 503, 2);

        Waiting waiting = new Waiting("flask");
        waiting.untilDone(() -> learning.later(Duration.ofMinutes(dice.nextInt(-300, 300))));

        assertThat(new Learner(learning.dataset.knowledge(), indexes(), Clock.systemUTC())
                        .learn(waiting.request, LearningProgress.SILENT)
                        .packages())
                .containsOnlyKeys("flask", "werkzeug");
        assertThat(
                        learning.rows(
                                "select key, payload ->> 'package_version', count(*) from outbox"
                                        + " where topic like '%solved-package' and topic not like '%un%' group by 1, 2 having count(*) > 1"))
                .isEmpty();
        assertThat(learning.rows("select * from solve where state <> 'ended'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheIndexHasTheStackSpaceIsThatOfARunThatLearntByItself(long seed) throws Exception {
        Random dice = new Random(seed);
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
        for (String name : names.subList(0, 6)) {
            for (int version = 1; version <= 1 + dice.nextInt(4); version++) {
                Release release = dice.nextInt(8) == 0
                        ? Release.source(name, version + ".0")
                        : Release.wheel(name, version + ".0");
                for (int i = dice.nextInt(3); i > 0; i--) {
                    String other = names.get(dice.nextInt(names.size()));
                    release.requires(
                            other + List.of("", ">=2", "<3", "!=2.0", "==1.0").get(dice.nextInt(5)));
                }
                if (dice.nextInt(6) == 0) {
                    release.requires("g ; python_version < '3'", "f[x] ; extra == 'y'");
                }
                if (dice.nextInt(9) == 0) {
                    release.requiresPython(">=3.13");
                }
                index.add(release);
            }
        }

        Waiting waiting = new Waiting("a>=1", "b");
        waiting.untilDone();

        PGSimpleDataSource other = PostgresServer.running().migratedDatabase();
        try {
            Reach alone = new Learner(Dataset.open(other).knowledge(), indexes(), Clock.systemUTC())
                    .learn(waiting.request, LearningProgress.SILENT);
            Encoding expected = Encoder.encode(alone);
            Encoding is = Encoder.encode(waiting.reach());
            assertThat(is.members().toString()).isEqualTo(expected.members().toString());
            assertThat(is.leftOut()).isEqualTo(expected.leftOut());
        } finally {
            PostgresServer.running().drop(other);
        }
    }

    private PackageIndexes indexes() throws Exception {
        return new PackageIndexes(
                IndexConfiguration.of(
                        Optional.of(index.url()), List.of(), home, Map.of("PIP_CONFIG_FILE", "/dev/null")),
                home);
    }

    /** A run in a thread of its own. */
    private final class Waiting implements Parking.ParkedCourse {
        final SpaceRequest request;
        final Run run;
        final CompletableFuture<Boolean> complete;
        private final Learner learner;

        Waiting(String... requirements) throws Exception {
            this(Optional.empty(), requirements);
        }

        Waiting(Optional<Instant> before, String... requirements) throws Exception {
            SolveEnvironment environment = SolveEnvironment.of(learning.python311);
            request = new SpaceRequest(
                    Arrays.stream(requirements).map(Requirement::parse).toList(),
                    environment.environment(),
                    before,
                    false,
                    SourcePolicy.NEVER,
                    Map.of(),
                    History.ALL,
                    List.of(index.url()));
            learner = new Learner(learning.dataset.knowledge(), indexes(), Clock.fixed(Learning.START, ZoneOffset.UTC));
            run = learning.dataset
                    .runs()
                    .findOrCreate("r", String.join(",", requirements) + before, 0, "{}", Learning.START);
            Parking parking =
                    new Parking(learning.dataset.parkedRuns(), this, Clock.fixed(Learning.START, ZoneOffset.UTC));
            complete = CompletableFuture.supplyAsync(() -> {
                try {
                    return parking.await(new Parking.Parked(run.id(), "{}", Optional.empty(), environment, false));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        void untilDone() throws Exception {
            untilDone(() -> learning.later(Duration.ofMillis(100)));
        }

        void untilDone(Runnable timePasses) throws Exception {
            long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!complete.isDone()) {
                learning.settle();
                timePasses.run();
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("it waits for ever: " + learning.rows("select * from parked_need")
                            + learning.rows("select * from solve"));
                }
            }
            complete.get();
            learning.settle();
        }

        Reach reach() throws UnmeetableRootException {
            return learner.survey(request, Learning.START.minus(Learner.FRESH));
        }

        @Override
        public Reach survey(Instant freshSince) throws UnmeetableRootException {
            return learner.survey(request, freshSince);
        }

        @Override
        public void waiting(Reach reach, int asked, int open) {}

        @Override
        public boolean isWorthWaiting() {
            return true;
        }
    }
}
