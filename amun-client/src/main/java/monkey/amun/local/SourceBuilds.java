package monkey.amun.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.results.InstallerLog;
import monkey.amun.results.Json;
import tools.jackson.databind.JsonNode;

/**
 * Makes wheels of source distributions, each once per interpreter. Building runs the package's own code, so it happens in
 * the sandbox; unlike a script it has the network, for a build may need other packages to build with. A build that failed
 * is remembered as long as this lives, so that a thousand stacks with it do not try again.
 */
final class SourceBuilds {
    private static final Duration TIME = Duration.ofMinutes(15);
    private static final long LEAST_MEMORY = 4L << 30;

    /**
     * @param wheel null when it could not be built
     * @param log the installer's words
     * @param tryAgain whether the failure was not the package's
     */
    record Built(LockedPackage wheel, String log, boolean tryAgain) {}

    private final LocalSettings settings;
    private final SandboxProbe probe;
    private final Uv uv;
    private final Map<Path, Object> locks = new ConcurrentHashMap<>();
    private final Map<Path, Built> failed = new ConcurrentHashMap<>();

    SourceBuilds(LocalSettings settings, SandboxProbe probe, Uv uv) {
        this.settings = settings;
        this.probe = probe;
        this.uv = uv;
    }

    /** @param work directory this may use, of the calling runner alone */
    Built build(LockedPackage source, LocalInspection inspection, Path work) throws IOException, InterruptedException {
        Path kept = settings.home()
                .resolve("cache/wheels")
                .resolve(inspection.interpreter().version())
                .resolve(content(source));
        synchronized (locks.computeIfAbsent(kept, key -> new Object())) {
            Built before = failed.get(kept);
            if (before != null) {
                return before;
            }
            Path wheel = wheelIn(kept);
            if (wheel != null) {
                return built(source, wheel, "");
            }
            Directories.delete(work);
            Built now = build(source, inspection, work, kept);
            if (now.wheel() == null && !now.tryAgain() && !inspection.cancelled()) {
                failed.put(kept, now);
            }
            return now;
        }
    }

    private static String content(LockedPackage source) {
        return source.sha256().isEmpty()
                ? Sha256.of(source.file().toString().getBytes(StandardCharsets.UTF_8))
                : source.sha256().iterator().next();
    }

    private Built build(LockedPackage source, LocalInspection inspection, Path work, Path kept)
            throws IOException, InterruptedException {
        Path output = Files.createDirectories(work.resolve("out"));
        Job job = job(source, inspection, work, output);
        Map<String, String> variables = uv.variables(settings.installerEnvironment(), false);
        Path log = work.resolve("harness.log");
        Process process = probe.harness().start("run", job.json(), variables, ProcessBuilder.Redirect.DISCARD, log);
        int exit = inspection.await(process);
        Path wheel = wheelIn(output.resolve("wheels"));
        JsonNode fetched = Json.read(work.resolve("build/result"));
        JsonNode ran = Json.read(work.resolve("results/0/result"));
        String said = fetched != null
                ? fetched.get("log").asString()
                : ran != null ? ran.get("stderr").asString() : Files.readString(log);
        if (exit == 0 && wheel != null) {
            Path moved = Files.createDirectories(kept).resolve(wheel.getFileName());
            return built(source, Files.move(wheel, moved, StandardCopyOption.REPLACE_EXISTING), said);
        }
        boolean ended = fetched != null || ran != null && ran.get("exit_code").isInt();
        return new Built(null, said, !ended || InstallerLog.blamesTheInfrastructure(said));
    }

    private Job job(LockedPackage source, LocalInspection inspection, Path work, Path output) {
        Interpreter interpreter = inspection.interpreter();
        long memory = Math.max(inspection.specification().limits().memory(), LEAST_MEMORY);
        Limits limits = new Limits(TIME, memory, Runtime.getRuntime().availableProcessors());
        Map<String, String> variables = uv.variables(settings.installerEnvironment(), false);
        variables.remove("HOME"); // of ours; the sandbox has its own
        variables.put("UV_CACHE_DIR", "{output}/cache");
        List<String> command = new ArrayList<>(List.of(uv.executable().toString(), "build", "--wheel", "--no-config"));
        command.addAll(List.of("--python", interpreter.executable().toString()));
        command.addAll(List.of("--out-dir", "{output}/wheels", "{output}/" + source.filename()));
        return new Job(work, probe, interpreter, limits)
                .showing(uv.executable().getParent())
                .fetching(source.file().toString(), source.sha256(), output.resolve(source.filename()))
                .commanding(command, variables, output);
    }

    private static Built built(LockedPackage source, Path wheel, String log) throws IOException {
        Set<String> digest = Set.of(Sha256.of(Files.readAllBytes(wheel)));
        return new Built(new LockedPackage(source.name(), source.version(), wheel.toUri(), digest), log, false);
    }

    /** Null when there is none. */
    private static Path wheelIn(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return null;
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(directory, "*.whl")) {
            Iterator<Path> each = wheels.iterator();
            return each.hasNext() ? each.next() : null;
        }
    }
}
