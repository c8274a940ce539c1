package monkey.amun.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import monkey.amun.Capabilities;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.results.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this machine lets a sandbox be made of, found out by making one.
 *
 * @param harness on the first Python that could run it
 * @param plan the harness's own notation of what to use
 * @param machine the part of every result document that says where it ran
 */
record SandboxProbe(Harness harness, JsonNode plan, JsonNode machine, Capabilities capabilities) {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxProbe.class);
    private static final int SECONDS = 60;

    /**
     * Also removes what killed predecessors left behind in the system, such as control groups.
     *
     * @param slot where the trials run; of it nothing is left
     */
    static SandboxProbe run(Path home, Interpreters interpreters, Slot slot) throws IOException, InterruptedException {
        Path files = Harness.unpack(home.resolve("tools"));
        Path directory = slot.directory();
        List<String> refusals = new ArrayList<>();
        for (Interpreter interpreter : interpreters.all()) {
            Files.createDirectories(directory);
            try {
                Harness harness = new Harness(files, interpreter);
                ObjectNode question = Json.MAPPER.createObjectNode();
                question.put("work", directory.toString());
                interpreters
                        .all()
                        .forEach(each ->
                                question.withArray("prefixes").add(each.prefix().toString()));
                Path answer = directory.resolve("answer");
                Path log = directory.resolve("log");
                Process process = harness.start(
                        "probe", question, Map.of("LANG", "C.UTF-8"), ProcessBuilder.Redirect.to(answer.toFile()), log);
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                if (process.waitFor() == 0) {
                    return of(harness, Json.read(answer));
                }
                refusals.add("Python " + interpreter.version() + ": " + lastLine(Files.readString(log)));
                LOG.debug("The harness does not run on Python {}", refusals.get(refusals.size() - 1));
            } finally {
                slot.clear();
            }
        }
        throw new IOException("inspections can't run on this machine: "
                + (refusals.isEmpty() ? "no Python of 3.6 or later was found" : String.join("; ", refusals)));
    }

    private static SandboxProbe of(Harness harness, JsonNode answer) {
        List<Capabilities.Layer> layers = new ArrayList<>();
        for (JsonNode layer : answer.get("layers")) {
            layers.add(new Capabilities.Layer(
                    layer.get("name").asString(),
                    layer.get("enforced").asBoolean(),
                    layer.get("detail").asString()));
        }
        return new SandboxProbe(harness, answer.get("plan"), answer.get("machine"), new Capabilities(layers));
    }

    /** Whether the script is kept from writing to the environment, whose files may be those of the shared cache. */
    boolean protectsEnvironment() {
        boolean ownRoot = plan.get("namespaces")
                .valueStream()
                .anyMatch(name -> name.asString().equals("mount"));
        return ownRoot || !plan.get("user").isNull();
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }
}
