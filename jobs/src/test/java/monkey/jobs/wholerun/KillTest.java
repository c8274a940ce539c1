package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import monkey.jobs.services.Lease;
import monkey.jobs.testing.MiniatureIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the program, wherever it is; then the same command, again and again, until it gets to its end. */
class KillTest {
    private static final Scenario SCENARIO = Scenario.named("slow-inspections");

    private static Lease services;

    @TempDir
    Path folder;

    @BeforeAll
    static void keepTheDatabaseRunning() {
        services = Monkey.services();
    }

    @AfterAll
    static void letItGo() {
        services.close();
    }

    @Test
    void aRunThatIsKilledInEachOfItsStepsEndsAsOneThatWasNeverDisturbed() throws Exception {
        try (MiniatureIndex index = SCENARIO.index()) {
            Disturbed run = new Disturbed(index);
            index.hold("/simple/engine/");
            run.killedWhen(() -> index.requests().contains("GET /simple/engine/"));
            index.letGo("/simple/engine/");
            run.killedWhen(() -> run.hasBegun("encode"));
            run.killedWhen(() -> run.hasBegun("choose"));
            run.killedWhen(() -> run.hasBegun("inspect"));
            run.killedWhen(() -> !run.ended().isEmpty() && run.inFlight() > 0);
            run.killedWhen(() -> run.ended().size() >= 4);
            run.killedWhen(() -> run.hasBegun("explain"));
            run.killedWhen(() -> run.repetitions() > 0);
            run.killedWhen(() -> run.hasBegun("report"));
            run.getsToItsEnd();
        }
    }

    @Test
    void aRunThatIsKilledAtAnyMomentEndsAsOneThatWasNeverDisturbed() throws Exception {
        Random moments = new Random(20);
        try (MiniatureIndex index = SCENARIO.index()) {
            Disturbed run = new Disturbed(index);
            run.killedWhen(() -> run.hasBegun("inspect"));
            for (int kill = 0; kill < 3; kill++) {
                run.killedAfterMilliseconds(500 + moments.nextInt(3000));
            }
            run.getsToItsEnd();
        }
    }

    /** One experiment on its way, begun anew as often as it takes. */
    private final class Disturbed {
        private final MiniatureIndex index;
        private final Monkey monkey;
        private final Set<String> endedOnce = new HashSet<>();
        /** Of the last run before this one. */
        private final String number;

        Disturbed(MiniatureIndex index) throws Exception {
            this.index = index;
            this.monkey = new Monkey(folder, index);
            SCENARIO.experiment(folder);
            number = Rows.of("select coalesce(max(id), 0) from run").stream()
                    .findFirst()
                    .orElse("0");
        }

        private Monkey.Running start() throws Exception {
            return monkey.start("run", "experiment.yaml", "--output", "report");
        }

        void killedWhen(Rows.Condition reached) throws Exception {
            Monkey.Running command = start();
            Rows.await(command, reached);
            command.kill();
            remember();
        }

        void killedAfterMilliseconds(long milliseconds) throws Exception {
            Monkey.Running command = start();
            command.process().waitFor(milliseconds, TimeUnit.MILLISECONDS);
            command.kill();
            remember();
        }

        private void remember() {
            List<String> ended = ended();
            assertTrue(ended.containsAll(endedOnce), "what had ended is run again: " + endedOnce + " is now " + ended);
            endedOnce.addAll(ended);
        }

        void getsToItsEnd() throws Exception {
            start().await().expect(0);
            remember();
            assertEquals(List.of("1 complete"), Rows.of("select count(*), min(state) from run where id > " + number));
            assertEquals(
                    List.of("6 6"),
                    Rows.of("select count(*), count(distinct inspection_id) from item where inspection_id in (" + mine()
                            + ")"));
            SCENARIO.expects(folder.resolve("report/report.json"), index);
        }

        boolean hasBegun(String step) {
            return Rows.count("from batch.batch_step_execution s join batch.batch_job_execution e"
                            + " on e.job_execution_id = s.job_execution_id"
                            + " join batch.batch_job_execution_params p on p.job_execution_id = e.job_execution_id"
                            + " join run r on r.digest = p.parameter_value"
                            + " where r.id > " + number + " and s.step_name = '" + step + "'")
                    > 0;
        }

        /** Inspections that have ended, with the moments of their begin and end. */
        List<String> ended() {
            return Rows.of(
                    "select id, started_at, ended_at from inspection where state = 'ended' and id in (" + mine() + ")");
        }

        /** What the search for causes has had run once more. */
        long repetitions() {
            return Rows.count("from repetition where run_id > " + number);
        }

        long inFlight() {
            return Rows.count("from inspection where state = 'started' and id in (" + mine() + ")");
        }

        private String mine() {
            return "select inspection_id from run_inspection where run_id > " + number;
        }
    }
}
