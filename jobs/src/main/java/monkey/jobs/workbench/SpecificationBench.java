package monkey.jobs.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import monkey.amun.Backend;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalBackend;
import monkey.amun.local.LocalSettings;
import monkey.amun.specification.SpecificationDocument;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;

/** Runs a single specification, without a database. */
public final class SpecificationBench {
    private final Path home;
    private final BackendName backend;

    public SpecificationBench(Path home, BackendName backend) {
        this.home = home;
        this.backend = backend;
    }

    /**
     * @param script the document's, fetched if it was an address
     * @param python version; of this machine, for what a wheel must fit is asked of an interpreter
     * @throws IOException when an index cannot be asked, or has not what the lock names
     */
    public InspectionResult run(SpecificationDocument document, String script, String python, Duration timeout)
            throws IOException {
        Interpreters interpreters = Interpreters.onThisMachine();
        Target target = Pythons.target(new Experiment.TargetEnvironment("python", python), interpreters);
        IndexConfiguration indexes = IndexConfiguration.of(Optional.empty(), List.of(), home, System.getenv());
        Limits limits = new Limits(
                timeout,
                document.run().memory().orElse(Limits.DEFAULT.memory()),
                document.run().cpus().orElse(Limits.DEFAULT.cpus()));
        InspectionSpecification specification = new InspectionSpecification(
                target.interpreter().version(),
                new LockedFiles(new PackageIndexes(indexes, home), target.environment()).find(document.locked()),
                script,
                document.files(),
                document.environment(),
                document.batchSize(),
                limits);
        try (Backend opened = open(document, limits, interpreters, indexes)) {
            return opened.submit(specification).result().join();
        }
    }

    private Backend open(
            SpecificationDocument document, Limits limits, Interpreters interpreters, IndexConfiguration indexes) {
        if (backend == BackendName.local) {
            return LocalBackend.open(new LocalSettings(home, 1, InstallerEnvironment.of(indexes), false), interpreters);
        }
        Experiment.Inspection inspection = new Experiment.Inspection(
                limits.timeout(),
                limits.memory(),
                limits.cpus(),
                document.batchSize(),
                false,
                document.environment(),
                List.of(),
                Optional.of(document.base()),
                document.run().hardware());
        return ArgoBench.configured(home, inspection, "").open().backend();
    }
}
