package monkey.jobs.batch;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.inspect.Bench;

/**
 * An experiment that is to be run, and all it takes.
 *
 * @param digest of the experiment and of everything about this place that could change what it means
 * @param environments as the experiment's, in its order
 * @param again whether to run it anew even if there is nothing new to it
 * @param database the dataset's; Spring Batch keeps its own tables there
 * @param benches opens the place where inspections run
 * @param report writes the pages of a run, as it stands at that moment
 */
public record RunRequest(
        Experiment experiment,
        String digest,
        List<RecordedEnvironment> environments,
        boolean again,
        DataSource database,
        Dataset dataset,
        Exploration exploration,
        Supplier<Bench> benches,
        LongConsumer report,
        RunWatcher watcher) {
    public RunRequest {
        environments = List.copyOf(environments);
    }
}
