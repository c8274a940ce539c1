package monkey.dataset.measure;

import java.util.List;

/**
 * What an inspection has measured so far.
 *
 * @param runId in whose rounds it was measured
 * @param items in order of positions
 */
public record MeasuredInspection(long inspectionId, long runId, List<MeasuredItem> items) {
    public MeasuredInspection {
        items = List.copyOf(items);
    }
}
