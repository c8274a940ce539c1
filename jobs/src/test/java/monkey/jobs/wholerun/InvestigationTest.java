package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import monkey.jobs.testing.MiniatureIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that learn nothing by themselves, and investigators in other processes that do it for them. */
class InvestigationTest {
    private static Lease database;
    private static BrokerLease broker;

    private Monkey.Running investigator;

    @TempDir
    Path folder;

    @BeforeAll
    static void keepServicesRunning() {
        database = Monkey.services();
        broker = Services.of(Monkey.HOME).acquireBroker();
    }

    @AfterAll
    static void letThemGo() {
        broker.close();
        database.close();
    }

    @AfterEach
    void endTheInvestigator() throws Exception {
        if (investigator != null && investigator.isAlive()) {
            investigator.kill();
        }
    }

    private void investigate(Monkey monkey) throws Exception {
        investigator = monkey.start("investigate", "--no-security");
        Rows.await(
                investigator,
                () -> Rows.count("from pg_locks where locktype = 'advisory' and objsubid = 2"
                                + " and classid::bigint = " + 0x696e7665L)
                        > 0);
    }

    @Test
    void aRunOfWhichNothingIsKnownEndsAsIfItHadLearntByItself() throws Exception {
        Scenario scenario = Scenario.named("what-is-left-out");
        try (MiniatureIndex index = scenario.index()) {
            scenario.experiment(folder);
            Monkey monkey = new Monkey(folder, index);
            investigate(monkey);
            long earlier = Rows.count("from parked_run");

            monkey.run("run", "experiment.yaml", "--output", "report").expect(0);

            scenario.expects(folder.resolve("report/report.json"), index);
            assertEquals(earlier + 1, Rows.count("from parked_run"), "it did not wait for others");
            assertEquals(
                    List.of("0"),
                    Rows.of("select count(*) from distribution d join package_version v on v.id = d.package_version_id"
                            + " join package_index i on i.id = v.package_index_id and i.url = '" + index.url() + "'"
                            + " where d.learnt_at is not null and not exists (select from solve s where s.package = v.package"
                            + " and s.version = v.version and s.package_index_id = i.id and s.outcome is not null)"),
                    "something was learnt, and not through messages");
        }
    }

    @Test
    void aParkedRunThatWasKilledGoesOnAsSoonAsItCan() throws Exception {
        Scenario scenario = Scenario.named("slow-inspections");
        try (MiniatureIndex index = scenario.index()) {
            scenario.experiment(folder);
            Monkey monkey = new Monkey(folder, index);
            index.hold("/simple/engine/");
            investigate(monkey);
            Monkey.Running run = monkey.start("run", "experiment.yaml", "--output", "report");
            Rows.await(run, () -> index.requests().contains("GET /simple/engine/"));
            run.kill();
            index.letGo("/simple/engine/");

            String mine = "from run r join parked_run p on p.run_id = r.id where r.id = (select max(id) from run)";
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!Rows.of("select r.state " + mine).equals(List.of("complete"))
                    || Files.notExists(folder.resolve("report/report.html"))) {
                assertTrue(
                        System.nanoTime() < deadline,
                        () -> Rows.of("select r.state, p.* " + mine).toString());
                Thread.sleep(100);
            }
            scenario.expects(folder.resolve("report/report.json"), index);
        }
    }
}
