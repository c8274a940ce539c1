package monkey.amun.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.LockedPackage;
import monkey.amun.results.Json;
import monkey.amun.results.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Runs inspections in one slot, one after the other: one process of the harness each, and nothing left of it after. */
final class Runner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration BUILD_TIME = Duration.ofMinutes(15);

    private final LocalSettings settings;
    private final SandboxProbe probe;
    private final Uv uv;
    private final SourceBuilds builds;
    private final Slot slot;
    private final Map<String, String> variables;

    Runner(LocalSettings settings, SandboxProbe probe, Uv uv, SourceBuilds builds, Slot slot) {
        this.settings = settings;
        this.probe = probe;
        this.uv = uv;
        this.builds = builds;
        this.slot = slot;
        this.variables = uv.variables(settings.installerEnvironment(), probe.protectsEnvironment());
    }

    /** Ends the inspection with exactly one outcome, whatever happens. */
    void run(LocalInspection inspection) throws InterruptedException {
        try {
            inspection.end(inspect(inspection));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Inspection {} could not be run", inspection.specification().identifier(), e);
            inspection.end(Results.infrastructure(inspection.specification(), e.toString()));
        } catch (InterruptedException e) {
            inspection.end(InspectionResult.cancelled(inspection.specification()));
            throw e;
        } finally {
            try {
                slot.clear();
            } catch (IOException e) {
                LOG.warn("{} could not be cleared: {}", slot.directory(), e.getMessage());
            }
        }
    }

    private InspectionResult inspect(LocalInspection inspection) throws IOException, InterruptedException {
        InspectionSpecification specification = inspection.specification();
        Path work = Files.createDirectories(
                slot.directory().resolve(inspection.interpreter().version()));
        List<LockedPackage> wheels = new ArrayList<>();
        for (LockedPackage locked : specification.packages()) {
            if (locked.isSourceDistribution()) {
                SourceBuilds.Built built =
                        builds.build(locked, inspection, slot.directory().resolve("source"));
                if (built.wheel() == null) {
                    return inspection.cancelled()
                            ? InspectionResult.cancelled(inspection.specification())
                            : Results.notBuilt(
                                    specification,
                                    Duration.ZERO,
                                    "Building " + locked.filename() + "\n" + built.log(),
                                    built.tryAgain());
                }
                wheels.add(built.wheel());
            } else {
                wheels.add(locked);
            }
        }
        Path environment = work.resolve("env");
        Path log = work.resolve("harness.log");
        Job job = new Job(work, probe, inspection.interpreter(), specification.limits())
                .building(environment, installCommands(specification, wheels, work), variables, BUILD_TIME)
                .running(specification);
        if (probe.protectsEnvironment()) {
            job.withBytecode(settings.home().resolve("cache/bytecode"), wheels);
        }
        Process process = probe.harness().start("run", job.json(), variables, ProcessBuilder.Redirect.DISCARD, log);
        int exit = inspection.await(process);
        return results(inspection, work, exit, Files.readString(log));
    }

    /** @param exit status of the harness, whose own words are in log: it has something to say only when it failed */
    private static InspectionResult results(LocalInspection inspection, Path work, int exit, String log)
            throws IOException {
        String said = log.strip();
        String unfinished = "the harness ended with " + exit
                + (said.isEmpty() ? "" : ": " + said.substring(said.lastIndexOf('\n') + 1));
        List<JsonNode> items = new ArrayList<>();
        while (items.size() < inspection.specification().batchSize()) {
            JsonNode document = Json.read(work.resolve("results/" + items.size() + "/result"));
            if (document == null) {
                break;
            }
            items.add(document);
        }
        return new Results(inspection.specification(), inspection.cancelled(), unfinished)
                .read(Json.read(work.resolve("build/result")), items);
    }

    private List<List<String>> installCommands(
            InspectionSpecification specification, List<LockedPackage> wheels, Path work) throws IOException {
        if (wheels.isEmpty()) {
            return List.of();
        }
        StringBuilder lines = new StringBuilder();
        wheels.forEach(wheel -> lines.append(wheel.requirementLine()).append('\n'));
        Path requirements = Files.writeString(work.resolve("requirements.txt"), lines);
        boolean hashed = wheels.stream().noneMatch(wheel -> wheel.sha256().isEmpty());
        return uv.installCommands(work.resolve("env"), requirements, hashed, settings.offline());
    }

    @Override
    public void close() throws IOException {
        slot.clear();
        slot.close();
    }
}
