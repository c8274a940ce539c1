package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small one of what {@code scripts/chaos/learning} does at length. */
class LearningChaosTest {
    @Test
    void everythingIsLearntOnceWhenInvestigatorBrokerAndDatabaseAreKilledAndTheIndexFalters(@TempDir Path home)
            throws Exception {
        LearningChaos.Result result = LearningChaos.run(home, 5, 12, 300, 3, 2);

        assertThat(result.solves()).isEqualTo(60);
        assertThat(result.faults()).as("%s", result).isZero();
    }
}
