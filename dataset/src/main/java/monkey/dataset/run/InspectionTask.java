package monkey.dataset.run;

/**
 * An inspection that a worker has started and owes an end.
 *
 * @param attempt 1 for the first; starts in processes that died count, those that were cancelled do not
 */
public record InspectionTask(
        long inspectionId, String digest, int environmentId, int specificationId, int attempt, Stack stack) {}
