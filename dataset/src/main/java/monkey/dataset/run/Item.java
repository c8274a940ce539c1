package monkey.dataset.run;

/**
 * One run of the script within an inspection. What is not known is null.
 *
 * @param position from 0
 * @param document Amun's result document, JSON; null where rows are read without it
 */
public record Item(
        int position,
        Outcome outcome,
        Integer exitCode,
        Double wallSeconds,
        Double userSeconds,
        Double systemSeconds,
        Long peakMemoryBytes,
        String document) {

    Item withoutDocument() {
        return new Item(position, outcome, exitCode, wallSeconds, userSeconds, systemSeconds, peakMemoryBytes, null);
    }
}
