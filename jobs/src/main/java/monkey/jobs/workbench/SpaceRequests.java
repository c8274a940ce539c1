package monkey.jobs.workbench;

import java.util.List;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.Experiment.RootRequirement;
import monkey.jobs.experiment.SourceDistributions;
import monkey.jobs.reach.History;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;

/** What an experiment means for one environment. */
final class SpaceRequests {
    private SpaceRequests() {}

    /** @param indexes addresses without credentials, the one with precedence first */
    static SpaceRequest of(Experiment experiment, RuntimeEnvironment environment, List<String> indexes) {
        return new SpaceRequest(
                experiment.requirements().stream()
                        .map(RootRequirement::requirement)
                        .toList(),
                environment,
                experiment.before(),
                experiment.preReleases(),
                policy(experiment.sourceDistributions()),
                experiment.limits(),
                new History(
                        experiment.versions().newest(), experiment.versions().onePerMinor()),
                indexes);
    }

    private static SourcePolicy policy(SourceDistributions allowed) {
        if (allowed instanceof SourceDistributions.Only only) {
            return new SourcePolicy.Named(only.packages());
        }
        return allowed instanceof SourceDistributions.All ? SourcePolicy.ALL : SourcePolicy.NEVER;
    }
}
