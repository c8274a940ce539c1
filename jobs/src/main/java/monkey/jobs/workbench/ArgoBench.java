package monkey.jobs.workbench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import monkey.amun.argo.ArgoBackend;
import monkey.amun.argo.Hardware;
import monkey.amun.argo.InspectionTemplate;
import monkey.amun.argo.PodSettings;
import monkey.amun.argo.UnusableClusterException;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.ArgoSettings;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.Machine;

/** A cluster with Argo Workflows as a place where inspections run. */
public final class ArgoBench {
    private final ArgoSettings server;
    private final PodSettings pods;

    private ArgoBench(ArgoSettings server, PodSettings pods) {
        this.server = server;
        this.pods = pods;
    }

    /**
     * Reads what is configured, and asks nobody yet.
     *
     * @param run label that tells the run's workflows from others
     * @throws IllegalArgumentException for what is missing or wrong
     */
    public static ArgoBench configured(Path home, Experiment.Inspection inspection, String run) {
        ArgoConfiguration configuration = ArgoConfiguration.of(home);
        return new ArgoBench(
                configuration.server(),
                configuration
                        .pods(inspection.base(), hardware(inspection.hardware()))
                        .ofRun(run));
    }

    /** @throws UnusableBackendException when the server can't be asked, or lacks what inspections need */
    public Bench open() {
        try {
            ArgoClient client = new ArgoClient(server);
            ArgoBackend backend = ArgoBackend.open(client, pods);
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("server", server.server().getHost());
            facts.put("namespace", server.namespace());
            facts.put("mode", pods.mode().name().toLowerCase(Locale.ROOT));
            facts.put("workflows at a time", Integer.toString(pods.window()));
            Map<String, String> tools = new LinkedHashMap<>();
            tools.put("workflow template", InspectionTemplate.NAME + " " + InspectionTemplate.VERSION);
            tools.put("java", System.getProperty("java.runtime.version"));
            return new Bench("argo", backend, pods.window(), new Machine(facts, tools, backend.capabilities()));
        } catch (UnusableClusterException | IllegalArgumentException e) {
            throw new UnusableBackendException(e.getMessage(), e);
        }
    }

    /**
     * Stops what is on the cluster of the run with this label.
     *
     * @return how many workflows were on their way; nothing where no server is configured
     * @throws UnusableBackendException when the server cannot be asked
     */
    public static Optional<Integer> stop(Path home, String run) {
        ArgoConfiguration configuration = ArgoConfiguration.of(home);
        if (!configuration.isThere()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ArgoBackend.stopAll(new ArgoClient(configuration.server()), run));
        } catch (ArgoException | IllegalArgumentException e) {
            throw new UnusableBackendException(e.getMessage(), e);
        }
    }

    private static Hardware hardware(Map<String, String> asked) {
        return new Hardware(
                number(asked, "cpu_family"),
                number(asked, "cpu_model"),
                Optional.ofNullable(asked.get("processor")),
                number(asked, "physical_cpus"));
    }

    private static OptionalInt number(Map<String, String> asked, String name) {
        String value = asked.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(
                    "the hardware's " + name + " must be a whole number, not '" + value + "'");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }
}
