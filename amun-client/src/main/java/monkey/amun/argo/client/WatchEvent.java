package monkey.amun.argo.client;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A workflow came, changed or went; {@code workflow} is its state then. */
public record WatchEvent(Type type, Workflow workflow) {
    /** What happened. */
    public enum Type {
        ADDED,
        MODIFIED,
        /** By somebody, or by its time to live. */
        DELETED,
        /** A bookmark, or a word of a server newer than this client. */
        OTHER
    }

    static WatchEvent of(JsonNode result) {
        String word = Fields.text(result, "type").toUpperCase(Locale.ROOT);
        Type type = switch (word) {
            case "ADDED" -> Type.ADDED;
            case "MODIFIED" -> Type.MODIFIED;
            case "DELETED" -> Type.DELETED;
            default -> Type.OTHER;
        };
        return new WatchEvent(type, Workflow.of(result.path("object")));
    }
}
