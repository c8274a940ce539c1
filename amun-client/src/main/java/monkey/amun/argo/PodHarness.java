package monkey.amun.argo;

import java.nio.charset.StandardCharsets;
import monkey.amun.harness.HarnessFiles;
import monkey.amun.results.Json;
import tools.jackson.databind.node.ObjectNode;

/** The harness as it travels in a workflow: its files by name, encoded. */
final class PodHarness {
    static final String ENCODED = encode();

    private PodHarness() {}

    private static String encode() {
        ObjectNode files = Json.MAPPER.createObjectNode();
        HarnessFiles.ofAPod().forEach((file, text) -> files.put(file, new String(text, StandardCharsets.UTF_8)));
        return Encoded.of(files.toString().getBytes(StandardCharsets.UTF_8));
    }
}
