package monkey.jobs.inspect;

import monkey.amun.InspectionResult;
import monkey.dataset.run.InspectionTask;

/** Is told what happens to inspections, on the loop's own thread. */
public interface InspectionWatcher {
    default void started(InspectionTask task) {}

    void ended(InspectionTask task, InspectionResult result);

    /** It ended by no fault of the stack's and will be tried again. */
    void retried(InspectionTask task, String reason);

    /** The run ends early, and so many inspections go on without it. */
    default void left(int inspections) {}

    /** Of a run that measures: how many of its visits have been made. */
    default void visited(long done, long all) {}
}
