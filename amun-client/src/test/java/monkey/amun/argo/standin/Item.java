package monkey.amun.argo.standin;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One of the many that a step is.
 *
 * @param suffix of the node's name; empty for a step that is one
 */
record Item(String value, String suffix) {
    static List<Item> of(JsonNode step) {
        List<String> values = new ArrayList<>();
        JsonNode sequence = step.path("withSequence");
        if (sequence.has("count")) {
            int start = sequence.path("start").asInt(0);
            for (int number = 0; number < Integer.parseInt(Json.text(sequence, "count")); number++) {
                values.add(String.valueOf(start + number));
            }
        } else if (step.has("withItems")) {
            step.path("withItems").forEach(item -> values.add(item.isValueNode() ? item.asString() : item.toString()));
        } else if (step.has("withParam")) {
            Json.MAPPER
                    .readTree(Json.text(step, "withParam"))
                    .forEach(item -> values.add(item.isValueNode() ? item.asString() : item.toString()));
        } else {
            return List.of(new Item("", ""));
        }
        List<Item> items = new ArrayList<>();
        for (String value : values) {
            items.add(new Item(value, "(" + items.size() + ":" + value + ")"));
        }
        return items;
    }
}
