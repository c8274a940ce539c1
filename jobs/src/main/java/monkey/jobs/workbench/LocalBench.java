package monkey.jobs.workbench;

import java.util.LinkedHashMap;
import java.util.Map;
import monkey.amun.local.LocalBackend;
import monkey.amun.local.LocalSettings;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.Machine;

/** This machine as a place where inspections run. */
final class LocalBench {
    private LocalBench() {}

    /**
     * Opens it for as many inspections at a time as the processors leave room for; for one where they are measured, which
     * would else measure each other.
     */
    static Bench open(Workbench workbench, Experiment.Inspection inspection) {
        int processors = Runtime.getRuntime().availableProcessors();
        int window = inspection.measure() ? 1 : Math.max(1, (int) (processors / inspection.cpus()));
        LocalBackend backend = LocalBackend.open(
                new LocalSettings(workbench.home(), window, workbench.installerEnvironment(), workbench.isOffline()),
                workbench.interpreters());
        Map<String, String> facts = new LinkedHashMap<>(MachineFacts.read());
        facts.put("inspections at a time", Integer.toString(window));
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("installer", backend.installer());
        tools.put("java", System.getProperty("java.runtime.version"));
        return new Bench("local", backend, window, new Machine(facts, tools, backend.capabilities()));
    }
}
