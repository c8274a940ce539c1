package monkey.jobs.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import monkey.amun.Capabilities;
import monkey.amun.argo.ClusterExamination;
import monkey.amun.argo.ClusterFinding;
import monkey.amun.argo.Hardware;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalBackend;
import monkey.dataset.Dataset;
import monkey.dataset.UnusableDatabaseException;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.services.Services;
import monkey.jobs.services.ServicesException;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.TransportException;
import monkey.jobs.workbench.ArgoConfiguration;
import monkey.jobs.workbench.Database;
import monkey.jobs.workbench.DatabaseSettings;
import monkey.jobs.workbench.MachineFacts;

/** Looks at everything a run needs, in the order in which a run needs it. */
public final class Examination {
    private static final long GIBIBYTE = 1L << 30;

    /** A run of a web stack takes some hundred megabytes, one of a scientific stack a few gigabytes. */
    private static final long LEAST_DISK = 2 * GIBIBYTE;

    private final Path home;
    private final boolean onCluster;
    private final Consumer<Finding> findings;

    /**
     * @param home {@code MONKEY_HOME}, which can be written
     * @param onCluster whether inspections run on a cluster, not on this machine
     * @param findings is told each one as soon as it is known
     */
    public Examination(Path home, boolean onCluster, Consumer<Finding> findings) {
        this.home = home;
        this.onCluster = onCluster;
        this.findings = findings;
    }

    /** Takes some seconds: interpreters and sandboxes are tried, indexes asked, the database is opened. */
    public void run() {
        findings.accept(Finding.ok("java", System.getProperty("java.version")));
        findings.accept(Finding.ok(
                "machine",
                MachineFacts.read().entrySet().stream().map(Examination::words).collect(Collectors.joining(", "))));
        disk();
        if (onCluster) {
            cluster();
        } else {
            Interpreters interpreters = Interpreters.onThisMachine();
            pythons(interpreters);
            installer();
            sandbox(interpreters);
        }
        indexes();
        database();
        messages();
    }

    private static String words(Map.Entry<String, String> fact) {
        return fact.getKey().equals("processors") ? fact.getValue() + " processors" : fact.getValue();
    }

    private void disk() {
        try {
            long free = Files.getFileStore(home).getUsableSpace();
            String what = "%.1f GiB free at %s, where caches hold %.1f GiB"
                    .formatted((double) free / GIBIBYTE, home, (double) new Caches(home).size() / GIBIBYTE);
            findings.accept(
                    free >= LEAST_DISK
                            ? Finding.ok("disk", what)
                            : Finding.lacks(
                                    "disk",
                                    what
                                            + ": large stacks may not fit, and fail to build."
                                            + " 'monkey doctor --prune 30d' deletes what was not used for so long"));
        } catch (IOException e) {
            findings.accept(
                    Finding.lacks("disk", "how much is free at " + home + " cannot be told: " + e.getMessage()));
        }
    }

    private void pythons(Interpreters interpreters) {
        List<Interpreter> all = interpreters.all();
        findings.accept(
                all.isEmpty()
                        ? Finding.broken(
                                "python",
                                "no Python of 3.6 or later on PATH, in pyenv or in uv: nothing can be run. Install one")
                        : Finding.ok(
                                "python", all.stream().map(Interpreter::version).collect(Collectors.joining(", "))));
    }

    private void installer() {
        Path version = home.resolve("tools/uv/version");
        try {
            findings.accept(
                    Files.exists(version)
                            ? Finding.ok("installer", Files.readString(version).strip())
                            : Finding.ok("installer", "uv is not here yet; pip gets it with the first run"));
        } catch (IOException e) {
            findings.accept(Finding.broken("installer", version + " cannot be read: " + e.getMessage()));
        }
    }

    private void sandbox(Interpreters interpreters) {
        try {
            for (Capabilities.Layer layer :
                    LocalBackend.probe(home, interpreters).layers()) {
                String what = layer.name() + ": " + layer.detail();
                findings.accept(layer.enforced() ? Finding.ok("sandbox", what) : Finding.lacks("sandbox", what));
            }
        } catch (UncheckedIOException e) {
            findings.accept(Finding.broken("sandbox", e.getCause().getMessage()));
        }
    }

    private void cluster() {
        try {
            ArgoConfiguration configuration = ArgoConfiguration.of(home);
            boolean artifacts =
                    configuration.pods(Optional.empty(), Hardware.ANY).artifactStore();
            new ClusterExamination(configuration.server(), artifacts, found -> findings.accept(of(found))).run();
        } catch (IllegalArgumentException e) {
            findings.accept(Finding.broken("server", e.getMessage()));
        }
    }

    private static Finding of(ClusterFinding found) {
        return new Finding(
                found.subject(), Finding.Health.valueOf(found.health().name()), found.what());
    }

    private void indexes() {
        IndexConfiguration configuration;
        try {
            configuration = IndexConfiguration.of(Optional.empty(), List.of(), home, System.getenv());
        } catch (IOException | RuntimeException e) {
            findings.accept(Finding.broken("index", e.getMessage()));
            return;
        }
        configuration.unheeded().ifPresent(what -> findings.accept(Finding.lacks("index", what)));
        PackageIndexes indexes = new PackageIndexes(configuration, home);
        for (IndexLocation index : configuration.indexes()) {
            long start = System.nanoTime();
            try {
                indexes.project(index, "pip");
                long milliseconds = (System.nanoTime() - start) / 1_000_000;
                findings.accept(Finding.ok("index", index + " answers within " + milliseconds + " ms"));
            } catch (IOException e) {
                findings.accept(Finding.lacks(
                        "index",
                        e.getMessage() + ": nothing new can be learnt, and what is not in the cache cannot be built"));
            }
        }
    }

    private void database() {
        Optional<DatabaseSettings> configured = DatabaseSettings.configured(home);
        try (Database database = Database.open(home)) {
            Dataset.open(database.dataSource());
            String what = configured
                    .map(own -> "the configured " + own)
                    .orElseGet(() -> "PostgreSQL of our own under " + home + ", "
                            + (Services.of(home).status().kept() ? "kept running" : "started when needed"));
            findings.accept(Finding.ok("database", what));
        } catch (UnusableDatabaseException | ServicesException e) {
            findings.accept(Finding.broken("database", e.getMessage()));
        }
    }

    private void messages() {
        Optional<String> configured = Kafka.configured(home);
        try (Kafka kafka = Kafka.open(home)) {
            int brokers = kafka.countBrokers();
            findings.accept(Finding.ok(
                    "kafka",
                    configured
                            .map(own ->
                                    "the configured " + own + ", " + brokers + (brokers == 1 ? " broker" : " brokers"))
                            .orElseGet(
                                    () -> "a broker of our own under " + home + ", started when messages are sent")));
        } catch (TransportException | ServicesException e) {
            findings.accept(Finding.lacks("kafka", e.getMessage() + " Nothing can be learnt through messages."));
        }
    }
}
