package monkey.amun.argo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import monkey.amun.results.Json;
import tools.jackson.databind.node.ObjectNode;

/** The part of the harness that a pod needs, by file name, encoded. */
final class PodHarness {
    private static final List<String> FILES = List.of(
            "__main__.py",
            "bytecode.py",
            "capture.py",
            "control_groups.py",
            "document.py",
            "environment.py",
            "fetch.py",
            "inspection.py",
            "kernel.py",
            "machine.py",
            "measuring.py",
            "pod.py",
            "probe.py",
            "process.py",
            "sandbox.py");

    static final String ENCODED = encode();

    private PodHarness() {}

    private static String encode() {
        ObjectNode files = Json.MAPPER.createObjectNode();
        for (String file : FILES) {
            try (InputStream in = PodHarness.class.getResourceAsStream("/monkey/amun/inspection/" + file)) {
                files.put(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Encoded.of(files.toString().getBytes(StandardCharsets.UTF_8));
    }
}
