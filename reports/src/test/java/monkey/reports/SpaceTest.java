package monkey.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                "1204, 1167, 37 more than when the run started",
                "1167, 1204, 37 fewer than when the run started",
                "1204, 0, none was known when the run started",
                "100000000000, 1, 1.0 × 10^11 more than when the run started",
                "1204, 1204, unknown",
                "0, 0, unknown",
                "unknown, 12, unknown",
                "12, unknown, unknown",
            })
    void whatWasLearntIsWorthWhatItMadePossible(BigInteger count, BigInteger atStart, String words) {
        assertEquals(
                Optional.ofNullable(words), Space.growth(Optional.ofNullable(count), Optional.ofNullable(atStart)));
    }
}
