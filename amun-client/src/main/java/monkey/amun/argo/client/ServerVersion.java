package monkey.amun.argo.client;

import tools.jackson.databind.JsonNode;

/** Which server answers, such as {@code v4.1.2}. */
public record ServerVersion(String version, String gitCommit, String platform) {
    static ServerVersion of(JsonNode version) {
        return new ServerVersion(
                Fields.text(version, "version"), Fields.text(version, "gitCommit"), Fields.text(version, "platform"));
    }
}
