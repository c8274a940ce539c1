package monkey.dataset.run;

import java.time.Instant;
import java.util.List;

/**
 * How an inspection ended.
 *
 * @param buildSeconds null when nothing was built
 * @param items in order of positions; empty when it did not come to that
 */
public record InspectionResult(
        long inspectionId,
        Outcome outcome,
        Instant endedAt,
        Double buildSeconds,
        Failure failure,
        Evidence evidence,
        List<Item> items) {
    public InspectionResult {
        items = List.copyOf(items);
        if (outcome == Outcome.NOT_REACHED) {
            throw new IllegalArgumentException("an inspection that was not reached has no result");
        }
    }
}
