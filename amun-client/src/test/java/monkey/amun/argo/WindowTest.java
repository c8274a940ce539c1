package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Duration PROMPT = Duration.ofMillis(50);
    private static final int MOST = 20;

    private final Window window = new Window(MOST);

    @Test
    void refusalNowAndThenIsNoReasonToDoLess() {
        Random chance = new Random(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double what = chance.nextDouble();
            if (what < 0.04) {
                window.askedTooOften();
            } else if (what < 0.14) {
                window.inTrouble();
            } else {
                window.accepted(PROMPT);
            }
            sum += window.size();
        }

        assertTrue(sum / 10_000 > 0.8 * MOST, "on average " + sum / 10_000);
    }

    @Test
    void serverThatRefusesEverythingIsLeftNearlyAlone() {
        IntStream.range(0, 30).forEach(i -> window.askedTooOften());

        assertEquals(1, window.size());
    }

    @Test
    void serverThatIsInTroubleForLongIsAskedLessToo() {
        IntStream.range(0, 60).forEach(i -> window.inTrouble());

        assertTrue(window.size() <= 2, "size " + window.size());
    }

    @Test
    void oneRefusalChangesNothing() {
        window.inTrouble();
        window.askedTooOften();

        assertEquals(MOST, window.size());
    }

    @Test
    void itGrowsBackByOneForEachWindowful() {
        IntStream.range(0, 30).forEach(i -> window.askedTooOften());
        IntStream.range(0, 1 + 2 + 3 + 4 + 5).forEach(i -> window.accepted(PROMPT));
        assertTrue(window.size() >= 4 && window.size() <= 6, "size " + window.size());

        IntStream.range(0, MOST * MOST).forEach(i -> window.accepted(PROMPT));
        assertEquals(MOST, window.size());
    }

    @Test
    void slowAcceptanceMakesItALittleSmaller() {
        window.accepted(Duration.ofSeconds(5));

        assertEquals(18, window.size());
    }

    @Test
    void podsWithoutRoomTakeAPlaceEach() {
        IntStream.range(0, 5).forEach(i -> window.noRoom());

        assertEquals(15, window.size());
    }
}
