package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void distance_counts_single_steps() {
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("strenght", "strength")).isEqualTo(1);
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("same", "same")).isZero();
    }

    @Test
    void names_that_are_too_far_are_not_proposed() {
        List<String> known = List.of("name", "script", "budget");

        assertThat(NearestName.to("scirpt", known)).contains("script");
        assertThat(NearestName.to("nmae", known)).contains("name");
        assertThat(NearestName.to("zebra", known)).isEmpty();
        assertThat(NearestName.to("x", List.of())).isEmpty();
    }
}
