package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import monkey.amun.argo.PodReport.Item;
import monkey.amun.results.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReportTest {
    @ParameterizedTest
    @CsvSource({
        "running,   2026-11-22T20:00:00, 2026-11-22T20:01:00Z, true",
        "cancelled, 2026-11-22T20:00:00, 2026-11-22T20:02:00Z, true",
        "running,   2026-11-22T20:00:00, 2026-11-22T20:00:59Z, false",
        "exited,    2026-11-22T20:00:00, 2026-11-22T20:02:00Z, false",
        "running,   2026-11-22T20:00:00, ,                     false",
    })
    void scriptOverranWhenItWasAtWorkForItsWholeTimeAsThePodEnded(
            String reason, String start, Instant end, boolean overran) {
        Item item = new Item(
                0,
                Json.MAPPER.readTree(
                        "{\"start_datetime\": \"" + start + "\", \"termination\": {\"reason\": \"" + reason + "\"}}"));

        assertEquals(overran, new PodReport(false, "", null, List.of(item)).overran(Duration.ofSeconds(60), end));
    }

    @Test
    void theSummaryKnowsEndsThatTheDocumentIsTooOldFor() {
        PodReport old =
                new PodReport(false, "", null, List.of(item(0, "exited", "whole"), item(1, "running", "whole")));
        PodReport summary = new PodReport(
                false,
                "",
                null,
                List.of(item(0, "exited", "short"), item(1, "timed_out", "short"), item(2, "running", "short")));

        assertEquals(
                List.of(item(0, "exited", "whole"), item(1, "timed_out", "short"), item(2, "running", "short")),
                old.with(summary).items());
    }

    private static Item item(int number, String reason, String stdout) {
        return new Item(
                number,
                Json.MAPPER.readTree(
                        "{\"stdout\": \"" + stdout + "\", \"termination\": {\"reason\": \"" + reason + "\"}}"));
    }
}
