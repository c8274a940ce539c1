package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small one of what {@code scripts/chaos/messages} does at length. */
class ChaosTest {
    @Test
    void nothing_is_lost_or_done_twice_or_overtakes_when_each_part_is_killed_once(@TempDir Path home) throws Exception {
        Chaos.Result result = Chaos.run(home, 7, 1_500, 4);

        assertThat(result.written()).isEqualTo(1_500);
        assertThat(result.lost()).as("lost, %s", result).isZero();
        assertThat(result.twice()).as("done twice, %s", result).isZero();
        assertThat(result.neverWritten()).as("never written, %s", result).isZero();
        assertThat(result.overtaken()).as("overtaken, %s", result).isZero();
    }
}
