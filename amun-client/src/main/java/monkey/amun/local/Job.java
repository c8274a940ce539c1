package monkey.amun.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.amun.InputFile;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.results.Json;
import monkey.amun.results.Results;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts together the line of JSON that tells the harness what to do. */
final class Job {
    private static final Pattern WHEEL = Pattern.compile("([^-]+-[^-]+)(?:-[^-]+){3,4}\\.whl");

    private final ObjectNode json = Json.MAPPER.createObjectNode();

    Job(Path work, SandboxProbe probe, Interpreter interpreter, Limits limits) {
        json.put("work", work.toString());
        json.set("plan", probe.plan());
        json.set("machine", probe.machine());
        json.put("python", interpreter.executable().toString());
        json.put("python_version", interpreter.version());
        ArrayNode prefixes = json.putArray("prefixes").add(interpreter.prefix().toString());
        if (!interpreter.executable().startsWith(interpreter.prefix())) {
            prefixes.add(interpreter.executable().getParent().toString());
        }
        json.put("seconds", limits.timeout().toNanos() / 1e9);
        json.put("memory", limits.memory());
        json.put("cpus", limits.cpus());
        json.put("batch_size", 1);
        json.putArray("files");
        json.putObject("variables");
        json.putNull("script_sha256");
    }

    /** Directories the sandbox shows besides, read-only. */
    Job showing(Path directory) {
        json.withArray("prefixes").add(directory.toString());
        return this;
    }

    Job building(Path environment, List<List<String>> commands, Map<String, String> variables, Duration atMost) {
        json.put("environment", environment.toString());
        ArrayNode install = json.putArray("install");
        commands.forEach(command -> command.forEach(install.addArray()::add));
        if (commands.isEmpty()) {
            install.removeAll();
        }
        ObjectNode seen = json.putObject("install_variables");
        variables.forEach(seen::put);
        json.put("build_seconds", atMost.toSeconds());
        return this;
    }

    /**
     * Gives the environment bytecode that is kept below cache. Only for a script that can't write to its environment: the
     * files are linked.
     */
    Job withBytecode(Path cache, List<LockedPackage> wheels) {
        json.put("bytecode", cache.toString());
        ObjectNode known = json.putObject("wheels");
        for (LockedPackage wheel : wheels) {
            Matcher parts = WHEEL.matcher(wheel.filename());
            if (parts.matches() && !wheel.sha256().isEmpty()) {
                known.put(wheel.sha256().iterator().next(), parts.group(1) + ".dist-info");
            }
        }
        return this;
    }

    Job running(InspectionSpecification specification) {
        byte[] script = specification.script().getBytes(StandardCharsets.UTF_8);
        json.put("script_sha256", Sha256.of(script));
        lay(new InputFile(Results.SCRIPT, script));
        specification.files().forEach(this::lay);
        specification.environment().forEach(json.withObject("variables")::put);
        json.put("batch_size", specification.batchSize());
        json.put("measure", specification.visit().isPresent());
        return this;
    }

    /** Instead of a script: a command that may use the network and write to a directory that stays. */
    Job commanding(List<String> command, Map<String, String> variables, Path output) {
        command.forEach(json.putArray("command")::add);
        variables.forEach(json.withObject("variables")::put);
        json.put("output", output.toString());
        json.put("network", true);
        return this;
    }

    /** Gets a file first, outside the sandbox, and holds it against its digests. */
    Job fetching(String url, Iterable<String> sha256, Path to) {
        ObjectNode fetch = json.putObject("fetch").put("url", url).put("to", to.toString());
        sha256.forEach(fetch.putArray("sha256")::add);
        return this;
    }

    ObjectNode json() {
        return json;
    }

    private void lay(InputFile file) {
        json.withArray("files").addObject().put("path", file.path()).put("content", file.content());
    }
}
