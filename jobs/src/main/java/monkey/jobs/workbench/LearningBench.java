package monkey.jobs.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalSettings;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.experiment.Experiment.TargetEnvironment;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;

/**
 * All that it takes to learn for others: knowledge base, indexes, and the Pythons of this machine, without any experiment.
 * What it opened it closes.
 */
public final class LearningBench implements AutoCloseable {
    /** Who has a queue can come back later, and need not stand and wait. */
    private static final int RETRIES = 1;

    private final Path home;
    private final Optional<Database> opened;
    private final Dataset dataset;
    private final Interpreters interpreters;
    private final IndexConfiguration configuration;
    private final BuiltMetadata builds;
    private final PackageIndexes indexes;

    private LearningBench(
            Path home,
            Optional<Database> opened,
            Dataset dataset,
            IndexConfiguration configuration,
            Interpreters here) {
        this.home = home;
        this.opened = opened;
        this.dataset = dataset;
        this.interpreters = here;
        this.configuration = configuration;
        this.builds = new BuiltMetadata(
                new LocalSettings(home, 1, InstallerEnvironment.of(configuration), false), interpreters, "3");
        this.indexes = new PackageIndexes(patient(configuration), home, builds);
    }

    private static IndexConfiguration patient(IndexConfiguration configuration) {
        return new IndexConfiguration(
                configuration.indexes(),
                configuration.certificates(),
                configuration.trustedHosts(),
                configuration.timeout(),
                Math.min(RETRIES, configuration.retries()),
                configuration.proxies(),
                configuration.environment());
    }

    /** @throws IOException if pip's configuration cannot be read, or the database does not start */
    public static LearningBench open(Path home) throws IOException {
        IndexConfiguration configuration = IndexConfiguration.of(Optional.empty(), List.of(), home, System.getenv());
        Database database = Database.open(home);
        try {
            Dataset dataset = Dataset.open(database.dataSource());
            return new LearningBench(home, Optional.of(database), dataset, configuration, Interpreters.onThisMachine());
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Beside a workbench, with its knowledge base and its indexes. */
    public static LearningBench beside(Workbench workbench) {
        return new LearningBench(
                workbench.home(),
                Optional.empty(),
                workbench.dataset(),
                workbench.configuration(),
                workbench.interpreters());
    }

    public Path home() {
        return home;
    }

    public Dataset dataset() {
        return dataset;
    }

    public PackageIndexes indexes() {
        return indexes;
    }

    /** In pip's order, with logins. */
    public List<IndexLocation> locations() {
        return configuration.indexes();
    }

    /** Where inspections of code and builds run, and which indexes their installer asks. */
    public LocalSettings sandbox() {
        return new LocalSettings(home, 1, InstallerEnvironment.of(configuration), false);
    }

    public Interpreters interpreters() {
        return interpreters;
    }

    /**
     * The environments of Pythons of this machine, recorded.
     *
     * @param pythons as {@code 3.11}
     * @throws monkey.amun.interpreters.InterpreterNotFoundException if one is not here; the message lists those that are
     */
    public List<RecordedEnvironment> environments(List<String> pythons) throws IOException {
        List<RecordedEnvironment> environments = new ArrayList<>();
        for (String python : pythons) {
            Target target = target(python);
            environments.add(dataset.runs()
                    .environment(
                            target.environment().digest(),
                            target.environment().title(),
                            target.interpreter().version(),
                            target.report()));
        }
        return environments;
    }

    /**
     * A Python of this machine.
     *
     * @param python as {@code 3.11}; {@code 3} for the newest
     * @throws monkey.amun.interpreters.InterpreterNotFoundException if it is not here; the message lists those that are
     */
    public Target target(String python) throws IOException {
        return Pythons.target(new TargetEnvironment("python-" + python, python), interpreters);
    }

    @Override
    public void close() {
        try {
            builds.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opened.ifPresent(Database::close);
        }
    }
}
