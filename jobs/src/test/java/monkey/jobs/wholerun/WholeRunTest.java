package monkey.jobs.wholerun;

import java.nio.file.Path;
import monkey.jobs.services.Lease;
import monkey.jobs.testing.MiniatureIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an experiment to its report, compared as a whole. */
class WholeRunTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two-versions-that-clash",
                "a-name-that-moved",
                "two-causes-that-overlap",
                "an-interpreter-that-moved-on",
                "slow-inspections",
                "every-outcome",
                "what-is-left-out",
                "two-environments",
                "sample",
                "cover"
            })
    void anExperimentEndsWithTheReportThatLiesBesideIt(String name) throws Exception {
        Scenario scenario = Scenario.named(name);
        try (MiniatureIndex index = scenario.index()) {
            scenario.experiment(folder);
            new Monkey(folder, index)
                    .run("run", "experiment.yaml", "--output", "report")
                    .expect(0);

            scenario.expects(folder.resolve("report/report.json"), index);
        }
    }
}
