package monkey.jobs.wholerun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import monkey.amun.argo.standin.ArgoStandIn;
import monkey.amun.argo.standin.StandInSettings;
import monkey.amun.argo.standin.TemplateFile;
import monkey.jobs.services.Lease;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a cluster that is stood in for: the template is the real one, and its pods run. */
class ClusterRunTest {
    private static final Path TEMPLATE = Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml");
    private static final String SLOW = """
            name: slow
            requirements: [part]
            environments: [{python: "PYTHON"}]
            strategy: {name: all}
            inspection: {timeout: 10m}
            script: "import time; time.sleep(SECONDS)"
            """;

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

    /** Beside the same experiment's report of this machine, recorded by {@link WholeRunTest}: equal but for times. */
    @Test
    void anExperimentEndsWithTheReportThatItEndsWithOnThisMachine() throws Exception {
        Scenario scenario = Scenario.named("every-outcome");
        try (MiniatureIndex index = scenario.index();
                ArgoStandIn cluster = cluster()) {
            scenario.experiment(folder);
            monkey(index, cluster)
                    .run("run", "experiment.yaml", "--backend", "argo", "--output", "report")
                    .expect(0);

            scenario.expects(folder.resolve("report/report.json"), index);
            assertThat(cluster.creations()).hasSize(6);
        }
    }

    @Test
    void anInterruptedRunLeavesTheClusterAtWorkAndFindsItAgain() throws Exception {
        try (MiniatureIndex index = twoParts();
                ArgoStandIn cluster = cluster()) {
            Monkey monkey = slow(index, cluster, 10);
            Monkey.Running first = monkey.start("run", "slow.yaml", "--backend", "argo", "--output", "report");
            awaitWorkflows(cluster, first);
            first.interrupt();
            Monkey.Ended ended = first.await().expect(130);

            monkey.run("run", "slow.yaml", "--backend", "argo", "--output", "report")
                    .expect(0);

            assertThat(ended.said()).contains("goes on");
            assertThat(cluster.creations().values()).containsOnly(1);
        }
    }

    @Test
    void aRunThatIsInterruptedTwiceIsStoppedOnTheClusterToo() throws Exception {
        try (MiniatureIndex index = twoParts();
                ArgoStandIn cluster = cluster()) {
            Monkey.Running running =
                    slow(index, cluster, 300).start("run", "slow.yaml", "--backend", "argo", "--output", "report");
            awaitWorkflows(cluster, running);
            running.interrupt();
            running.awaitSaying("Ctrl-C once more");
            running.interrupt();

            Monkey.Ended ended = running.await().expect(130);

            assertThat(ended.said()).doesNotContain("go on without this command");
            assertThatAllAreStopped(cluster);
        }
    }

    @Test
    void aCancelledRunIsStoppedOnTheClusterToo() throws Exception {
        try (MiniatureIndex index = twoParts();
                ArgoStandIn cluster = cluster()) {
            Monkey monkey = slow(index, cluster, 300);
            Monkey.Running running = monkey.start("run", "slow.yaml", "--backend", "argo", "--output", "report");
            awaitWorkflows(cluster, running);
            String run = monkey.run("runs", "--limit", "1").answer().strip().split("\\s+")[0];

            monkey.run("cancel", run).expect(0);

            running.await().expect(130);
            assertThatAllAreStopped(cluster);
        }
    }

    @Test
    void whatIsWrongWithTheClusterIsSaidInASentence() throws Exception {
        Files.writeString(folder.resolve("slow.yaml"), Pythons.named(SLOW));
        try (MiniatureIndex index = twoParts()) {
            Monkey.Ended unknown = new Monkey(folder, index)
                    .run("run", "slow.yaml", "--backend", "argo")
                    .expect(2);
            Monkey.Ended ignored = new Monkey(folder, index)
                    .run("run", "slow.yaml", "--base", "python:3.11")
                    .expect(2);

            assertThat(unknown.said()).contains("MONKEY_ARGO_SERVER");
            assertThat(ignored.said()).contains("would ignore the base image python:3.11");
        }
    }

    private static MiniatureIndex twoParts() {
        return MiniatureIndex.start().add(Release.wheel("part", "1.0"), Release.wheel("part", "1.1"));
    }

    /** @param seconds that each inspection takes: long enough for what is to happen meanwhile on a busy machine */
    private Monkey slow(MiniatureIndex index, ArgoStandIn cluster, int seconds) throws IOException {
        Files.writeString(
                folder.resolve("slow.yaml"), Pythons.named(SLOW).replace("SECONDS", Integer.toString(seconds)));
        return monkey(index, cluster);
    }

    private Monkey monkey(MiniatureIndex index, ArgoStandIn cluster) {
        return new Monkey(folder, index)
                .with("MONKEY_ARGO_SERVER", cluster.address().toString())
                .with("MONKEY_ARGO_NAMESPACE", "argo");
    }

    private ArgoStandIn cluster() throws IOException {
        ArgoStandIn cluster = ArgoStandIn.start(new StandInSettings(folder.resolve("cluster")));
        cluster.apply(TemplateFile.read(TEMPLATE));
        return cluster;
    }

    private static void assertThatAllAreStopped(ArgoStandIn cluster) {
        assertThat(cluster.creations().keySet())
                .allSatisfy(name -> assertThat(cluster.workflow(name)
                                .orElseThrow()
                                .at("/spec/shutdown")
                                .asString())
                        .isEqualTo("Terminate"));
    }

    private static void awaitWorkflows(ArgoStandIn cluster, Monkey.Running running) throws InterruptedException {
        for (int i = 0; i < 3_000 && running.isAlive() && cluster.creations().size() < 2; i++) {
            Thread.sleep(100);
        }
        assertThat(List.copyOf(cluster.creations().keySet())).hasSize(2);
    }
}
