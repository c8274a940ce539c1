package monkey.jobs.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalSettings;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.inspect.Bench;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.SpaceRequest;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/**
 * All that it takes to find out about one experiment's stack spaces, opened for one command. What it opened it closes.
 * Not for several threads at a time.
 */
public final class Workbench implements AutoCloseable {
    private final Experiment experiment;
    private final Path home;
    private final boolean offline;
    private final Database database;
    private final Dataset dataset;
    private final Interpreters interpreters;
    private final IndexConfiguration configuration;
    private final BuiltMetadata builds;
    private final PackageIndexes indexes;
    private final Learner learner;

    private Workbench(
            Experiment experiment,
            Path home,
            boolean offline,
            Database database,
            Interpreters interpreters,
            IndexConfiguration configuration,
            BuiltMetadata builds) {
        this.experiment = experiment;
        this.home = home;
        this.offline = offline;
        this.database = database;
        this.dataset = Dataset.open(database.dataSource());
        this.interpreters = interpreters;
        this.configuration = configuration;
        this.builds = builds;
        this.indexes = new PackageIndexes(configuration, home, builds);
        this.learner = new Learner(dataset.knowledge(), indexes, Clock.systemUTC());
    }

    /**
     * @param offline whether to go by what is known, and ask no index
     * @throws monkey.amun.interpreters.InterpreterNotFoundException if one of the experiment's Pythons is not here, before
     *     anything is started
     * @throws IOException if pip's configuration cannot be read, or the database does not start
     */
    public static Workbench open(Experiment experiment, Path home, boolean offline) throws IOException {
        Interpreters interpreters = Interpreters.onThisMachine();
        experiment.environments().forEach(environment -> interpreters.find(environment.python()));
        IndexConfiguration configuration = IndexConfiguration.of(
                experiment.indexes().index(), experiment.indexes().extra(), home, System.getenv());
        BuiltMetadata builds = new BuiltMetadata(
                new LocalSettings(home, 1, InstallerEnvironment.of(configuration), offline),
                interpreters,
                experiment.environments().get(0).python());
        Database database = Database.open(home);
        try {
            return new Workbench(experiment, home, offline, database, interpreters, configuration, builds);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public Database database() {
        return database;
    }

    public Dataset dataset() {
        return dataset;
    }

    /** The folder in which everything lies that is kept. */
    public Path home() {
        return home;
    }

    /** Whether no index may be asked. */
    public boolean isOffline() {
        return offline;
    }

    IndexConfiguration configuration() {
        return configuration;
    }

    Map<String, String> installerEnvironment() {
        return InstallerEnvironment.of(configuration);
    }

    /** Opens this machine for inspections: installs what they need if it is not there, and probes what can be enforced. */
    public Bench bench() {
        return LocalBench.open(this, experiment.inspection());
    }

    public Interpreters interpreters() {
        return interpreters;
    }

    /** Addresses without credentials, the one with precedence first. */
    public List<String> indexes() {
        return indexes.indexes().stream().map(IndexLocation::toString).toList();
    }

    /** The experiment's environments, in its order. */
    public List<Target> targets() throws IOException {
        List<Target> targets = new ArrayList<>();
        for (Experiment.TargetEnvironment wanted : experiment.environments()) {
            targets.add(Pythons.target(wanted, interpreters));
        }
        return targets;
    }

    /** The row of an environment in the knowledge base, made if it is not there. */
    public RecordedEnvironment recorded(Target target) {
        return dataset.runs()
                .environment(
                        target.environment().digest(),
                        target.environment().title(),
                        target.interpreter().version(),
                        target.report());
    }

    /**
     * What the requirements reach in an environment, learning what is not known or no longer fresh; offline, what is known
     * of it, which may not be all.
     *
     * @throws UnmeetableRootException if no index has a package that is required
     * @throws IOException if an index cannot be asked; what was learnt until then is kept
     */
    public Reach learn(Target target, LearningProgress progress) throws IOException, UnmeetableRootException {
        SpaceRequest request = SpaceRequests.of(experiment, target.environment(), indexes());
        return offline ? learner.recall(request) : learner.learn(request, progress);
    }

    /**
     * What the requirements reach in an environment by what is known, and what is still unknown of it; no index is asked.
     *
     * @param freshSince pages confirmed before that are unknown
     * @throws UnmeetableRootException if no index has a package that is required
     */
    public Reach survey(Target target, Instant freshSince) throws UnmeetableRootException {
        return learner.survey(SpaceRequests.of(experiment, target.environment(), indexes()), freshSince);
    }

    /** The stack space of an environment as a graph, learnt first. */
    public Encoding encode(Target target, LearningProgress progress) throws IOException, UnmeetableRootException {
        return Encoder.encode(learn(target, progress));
    }

    /** A resolver that holds this graph; the caller closes it. */
    public ResolverProcess resolver(Graph graph) {
        return ResolverLauncher.start(graph);
    }

    @Override
    public void close() {
        try (database) {
            builds.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
