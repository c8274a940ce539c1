package monkey.amun.argo.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.InterpreterNotFoundException;
import monkey.amun.interpreters.Interpreters;
import tools.jackson.databind.JsonNode;

/** A pod's main container: its command as a process of this machine. */
final class PodProcess {
    /** Long enough to write down what is known, short enough for a test. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Pattern PYTHON = Pattern.compile("python:(\\d+\\.\\d+(\\.\\d+)?)");
    private static final Pattern OF_INSTALLER =
            Pattern.compile("(?i)((PIP|UV)_.*|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_.*|NETRC)");

    private final Process process;

    private PodProcess(Process process) {
        this.process = process;
    }

    /** Which Python an image holds here; empty when it is one that can't be had, which is as good as an unknown image. */
    static Optional<Interpreter> python(String image) {
        Matcher named = PYTHON.matcher(image);
        try {
            return Optional.of(Interpreters.onThisMachine().find(named.find() ? named.group(1) : "3"));
        } catch (InterpreterNotFoundException unknown) {
            return Optional.empty();
        }
    }

    /** @throws IOException when the command is not there */
    static PodProcess start(PodDirectory directory, JsonNode container, Interpreter python, Path log)
            throws IOException {
        Path programs = Files.createDirectories(directory.root().resolve("programs"));
        for (String name : List.of("python3", "python")) {
            Files.deleteIfExists(programs.resolve(name));
            Files.createSymbolicLink(programs.resolve(name), python.executable());
        }
        List<String> command = new ArrayList<>(directory.translated(container.path("command")));
        command.addAll(directory.translated(container.path("args")));
        if (command.get(0).equals("python3") || command.get(0).equals("python")) {
            command.set(0, programs.resolve(command.get(0)).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.keySet().removeIf(name -> !OF_INSTALLER.matcher(name).matches());
        environment.put("PATH", programs + ":" + path);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", directory.root().toString());
        environment.put("TMPDIR", directory.of("/tmp").toString());
        container
                .path("env")
                .forEach(variable -> environment.put(
                        Json.text(variable, "name"), directory.translated(Json.text(variable, "value"))));
        String working = Json.text(container, "workingDir");
        builder.directory(
                working.isEmpty()
                        ? directory.root().toFile()
                        : directory.of(working).toFile());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectOutput(log.toFile());
        return new PodProcess(builder.start());
    }

    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** 128 and the signal's number where a signal ended it, as containers report it. */
    int exitCode() {
        return process.exitValue();
    }

    /** As a node ends a pod: asked first, killed with all its descendants when it does not listen. */
    void end() throws InterruptedException {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
