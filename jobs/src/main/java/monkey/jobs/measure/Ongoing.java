package monkey.jobs.measure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monkey.amun.InspectionResult;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.dataset.run.InspectionTask;

/** An inspection between its first round and its last. */
final class Ongoing {
    private final InspectionTask task;
    private final boolean control;
    private final Set<Integer> rounds = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Optional<InspectionResult> firstUnwell = Optional.empty();
    private boolean rehearsedWell;
    private int failedAttempts;

    Ongoing(InspectionTask task, boolean control) {
        this.task = task;
        this.control = control;
    }

    InspectionTask task() {
        return task;
    }

    /** Whether it is a stack under its second name. */
    boolean isControl() {
        return control;
    }

    boolean hasDone(int round) {
        return rounds.contains(round);
    }

    int roundsDone() {
        return rounds.size();
    }

    /** That much was done before this process took it over, and all of it went well. */
    void resume(Set<Integer> done) {
        rounds.addAll(done);
        outcomes.add(Outcome.PASSED);
    }

    void rehearsed(InspectionResult rehearsal) {
        rehearsedWell = rehearsal.outcome() == Outcome.PASSED;
    }

    /** Whether it may serve as the control. */
    boolean isWell() {
        return rehearsedWell && !control;
    }

    void done(int round, InspectionResult visit) {
        rounds.add(round);
        visit.items().stream().map(ItemResult::outcome).forEach(outcomes::add);
        if (visit.outcome() != Outcome.PASSED && firstUnwell.isEmpty()) {
            firstUnwell = Optional.of(visit);
        }
    }

    /** A visit ended by no fault of the stack's. */
    void troubled() {
        failedAttempts++;
    }

    /** Which attempt the next visit is: 1, and one more for each time that it was troubled in this process. */
    int attempt() {
        return failedAttempts + 1;
    }

    /** All rounds as one inspection, whose failure is that of the first visit that did not go well. */
    InspectionResult ended(InspectionResult last) {
        InspectionResult told = firstUnwell.orElse(last);
        return new InspectionResult(
                told.identifier(),
                Outcome.together(outcomes),
                told.reason(),
                told.failure(),
                last.buildTime(),
                told.buildLog(),
                told.items());
    }
}
