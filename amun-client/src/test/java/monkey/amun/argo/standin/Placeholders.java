package monkey.amun.argo.standin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Argo's {@code {{…}}}: what is known is replaced wherever it stands, in raw artifacts too; what is not stays. */
final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private Placeholders() {}

    static String fill(String text, Map<String, String> values) {
        if (!text.contains("{{")) {
            return text;
        }
        Matcher matcher = PLACE.matcher(text);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** A filled copy. */
    static JsonNode fill(JsonNode node, Map<String, String> values) {
        if (node.isString()) {
            return StringNode.valueOf(fill(node.stringValue(), values));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = Json.MAPPER.createArrayNode();
            array.forEach(element -> filled.add(fill(element, values)));
            return filled;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = Json.object();
            object.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue(), values)));
            return filled;
        }
        return node;
    }
}
