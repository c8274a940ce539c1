package monkey.jobs.batch;

import java.util.List;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.Run;
import monkey.jobs.experiment.Experiment;

/**
 * The run that this process executes.
 *
 * @param targets in the experiment's order
 */
record RunInHand(Run run, Experiment experiment, List<Target> targets) {
    RunInHand {
        targets = List.copyOf(targets);
    }

    /** @param position in the experiment's list of environments, from 0 */
    record Target(int position, String name, RecordedEnvironment environment) {}

    long id() {
        return run.id();
    }
}
