package monkey.amun.argo.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whom a server takes the bearer of the token for. */
public record UserInfo(String subject, String serviceAccountName, String serviceAccountNamespace, List<String> groups) {
    static UserInfo of(JsonNode user) {
        return new UserInfo(
                Fields.text(user, "subject"),
                Fields.text(user, "serviceAccountName"),
                Fields.text(user, "serviceAccountNamespace"),
                Fields.list(user.path("groups"), JsonNode::asString));
    }

    /** The service account where there is one, else the subject. */
    public String name() {
        return serviceAccountName.isEmpty() ? subject : serviceAccountName;
    }
}
