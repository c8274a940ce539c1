package monkey.amun.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.interpreters.Interpreter;
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
        String content = source.sha256().isEmpty()
                ? sha256(source.file().toString().getBytes())
                : source.sha256().iterator().next();
        Path kept = settings.home()
                .resolve("cache/wheels")
                .resolve(inspection.interpreter().version())
                .resolve(content);
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

    private Built build(LockedPackage source, LocalInspection inspection, Path work, Path kept)
            throws IOException, InterruptedException {
        Interpreter interpreter = inspection.interpreter();
        Path output = Files.createDirectories(work.resolve("out"));
        Map<String, String> variables = new TreeMap<>(uv.variables(settings.installerEnvironment(), false));
        variables.remove("HOME"); // of ours; the sandbox has its own
        variables.put("UV_CACHE_DIR", "{output}/cache");
        Limits limits = inspection.specification().limits();
        Job job = new Job(
                        work,
                        probe,
                        interpreter,
                        new Limits(
                                TIME,
                                Math.max(limits.memory(), LEAST_MEMORY),
                                Runtime.getRuntime().availableProcessors()))
                .showing(uv.executable().getParent())
                .fetching(source.file().toString(), source.sha256(), output.resolve(source.filename()))
                .commanding(
                        List.of(
                                uv.executable().toString(),
                                "build",
                                "--wheel",
                                "--no-config",
                                "--python",
                                interpreter.executable().toString(),
                                "--out-dir",
                                "{output}/wheels",
                                "{output}/" + source.filename()),
                        variables,
                        output);
        Path log = work.resolve("harness.log");
        Process process = probe.harness()
                .start(
                        "run",
                        job.json(),
                        uv.variables(settings.installerEnvironment(), false),
                        ProcessBuilder.Redirect.DISCARD,
                        log);
        int exit = inspection.await(process);
        JsonNode document = Json.read(work.resolve("results/0/result"));
        String said = document == null
                ? Files.readString(log)
                : document.get("stderr").asString();
        Path wheel = wheelIn(output.resolve("wheels"));
        if (exit == 0 && wheel != null) {
            Files.createDirectories(kept);
            Path moved = kept.resolve(wheel.getFileName());
            Files.move(wheel, moved, StandardCopyOption.REPLACE_EXISTING);
            return built(source, moved, said);
        }
        boolean ran = document != null && document.get("exit_code").isInt();
        return new Built(null, said, !ran || InstallerLog.blamesTheInfrastructure(said));
    }

    private static Built built(LockedPackage source, Path wheel, String log) throws IOException {
        return new Built(
                new LockedPackage(
                        source.name(), source.version(), wheel.toUri(), Set.of(sha256(Files.readAllBytes(wheel)))),
                log,
                false);
    }

    private static Path wheelIn(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return null;
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(directory, "*.whl")) {
            return wheels.iterator().hasNext() ? first(directory) : null;
        }
    }

    private static Path first(Path directory) throws IOException {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(directory, "*.whl")) {
            return wheels.iterator().next();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
