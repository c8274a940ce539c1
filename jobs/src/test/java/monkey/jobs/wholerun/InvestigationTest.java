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
import monkey.jobs.testing.Release;
import monkey.jobs.transport.ForeignClientTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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

    /** As thoth-messaging sends: no key, no headers, all base fields; before anybody is there to read it. */
    private static final String FOREIGN = """
            import json, sys
            from confluent_kafka import Producer

            servers, index = sys.argv[1:]
            producer = Producer({"bootstrap.servers": servers})
            base = {"component_name": "thoth-graph-refresh-job", "service_version": "0.4.2", "version": "v1"}
            topic = "thoth.investigator.unresolved-package"

            def send(key=None, headers=None, topic=topic, **fields):
                producer.produce(topic, json.dumps({**base, "index_url": index, **fields}).encode(), key, headers=headers)

            send(package_name="App", package_version=None, solver=None)
            send(package_name="engine", package_version="1.0", solver=None, key=b"another")
            send(package_name="ghost", package_version=None, solver=None, key=b"\\xff\\xfe")
            send(package_name="app", package_version="*")
            producer.produce(topic, b"garbage {")
            producer.produce(topic, json.dumps({**base, "version": "v9", "package_name": "app", "index_url": index}).encode())
            for _ in range(100):
                send(package_name="app", package_version="1.0", solver=None, headers=[("message_id", b"7"), ("none", None)])
            send(topic="thoth.package-update.missing-package-version", package_name="engine", package_version="1.0")
            assert producer.flush(60) == 0
            """;

    @Test
    void aForeignClientsMessagesLeadToExactlyTheWorkTheyAskForOnce() throws Exception {
        Path python = ForeignClientTest.pythonWithClient();
        try (MiniatureIndex index = MiniatureIndex.start()) {
            index.add(
                    Release.wheel("app", "1.0").requires("engine"),
                    Release.wheel("app", "2.0").requires("engine>=2"),
                    Release.wheel("engine", "1.0"),
                    Release.wheel("engine", "2.0"));
            Monkey monkey = new Monkey(folder, index);
            String status = monkey.run("services", "start", "--json").expect(0).answer();
            try {
                ForeignClientTest.run(
                        python.toString(),
                        "-c",
                        FOREIGN,
                        JsonMapper.shared()
                                .readTree(status)
                                .at("/kafka/bootstrapServers")
                                .asString(),
                        index.url());
                Monkey.Running other = monkey.start("investigate", "--no-security", "--python", "3", "--until-idle");
                monkey.run("investigate", "--no-security", "--python", "3", "--until-idle")
                        .expect(0);
                other.await().expect(0);

                String here = " join package_index i on i.id = s.package_index_id where i.url = '" + index.url() + "'";
                assertEquals(
                        List.of("app 1.0 solved 1", "app 2.0 solved 1", "engine 1.0 solved 1"),
                        Rows.of("select package, version, outcome, attempts from solve s" + here + " order by 1, 2"));
                assertEquals(
                        List.of("app 1.0 1", "app 2.0 1", "engine 1.0 1"),
                        Rows.of("select key, payload ->> 'package_version', count(*) from outbox where"
                                + " topic = 'thoth.solver.solved-package' and payload ->> 'index_url' = '" + index.url()
                                + "' group by 1, 2 order by 1, 2"));
                String dead = monkey.run("messages", "dead-letters").expect(0).answer();
                for (String reason : List.of("no index has a package 'ghost'", "version 'v9'", "JSON")) {
                    assertTrue(dead.contains(reason), reason + " is not among\n" + dead);
                }
            } finally {
                monkey.run("services", "stop").expect(0);
            }
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
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
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
