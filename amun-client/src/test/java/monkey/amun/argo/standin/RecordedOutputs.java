package monkey.amun.argo.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/**
 * Outputs of one pod that ran for real, given again for others that run nothing. The only thing here that knows what is in
 * them: where a value is gzipped JSON in base64, the identifier of the recorded job becomes that of the job at hand.
 */
final class RecordedOutputs {
    private volatile Map<String, String> outputs;
    private volatile String identifier = "";
    private boolean claimed;

    synchronized void record(JsonNode artifacts, Map<String, String> values) {
        if (outputs == null) {
            identifier = identifier(artifacts);
            outputs = Map.copyOf(values);
        }
    }

    /** True for the first who asks: that pod runs for real, and all others wait for what it leaves. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** The one that ran for real left nothing that could be repeated: another is to try. */
    synchronized void release() {
        claimed = outputs != null;
    }

    /** Empty until there is a record. */
    Optional<Map<String, String>> replay(JsonNode artifacts) {
        if (outputs == null) {
            return Optional.empty();
        }
        String other = identifier(artifacts);
        Map<String, String> replayed = new LinkedHashMap<>();
        outputs.forEach((name, value) -> replayed.put(name, renamed(value, other)));
        return Optional.of(replayed);
    }

    private String renamed(String value, String other) {
        String text = unpacked(value);
        if (text.isEmpty() || identifier.isEmpty() || other.isEmpty()) {
            return value;
        }
        return packed(text.replace(identifier, other));
    }

    private static String identifier(JsonNode artifacts) {
        for (JsonNode artifact : artifacts) {
            String text = unpacked(Json.text(artifact.path("raw"), "data"));
            if (text.contains("\"identifier\"")) {
                return Json.text(Json.MAPPER.readTree(text), "identifier");
            }
        }
        return "";
    }

    private static String unpacked(String value) {
        if (!value.startsWith("H4sI")) {
            return "";
        }
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(value)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException other) {
            return "";
        }
    }

    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
