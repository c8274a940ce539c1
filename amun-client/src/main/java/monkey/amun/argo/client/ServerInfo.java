package monkey.amun.argo.client;

import tools.jackson.databind.JsonNode;

/**
 * What a server says of itself.
 *
 * @param managedNamespace the only namespace it looks at; empty for all
 */
public record ServerInfo(String managedNamespace) {
    static ServerInfo of(JsonNode info) {
        return new ServerInfo(Fields.text(info, "managedNamespace"));
    }
}
