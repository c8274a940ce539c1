package monkey.amun.argo.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request.
 *
 * @param deed what it does, as messages say it after "cannot": {@code create workflow monkey-1}
 * @param path with its parts encoded
 */
record Call(String deed, String method, String path, Map<String, String> parameters, Optional<byte[]> body) {
    static Call get(String deed, String path, Map<String, String> parameters) {
        return new Call(deed, "GET", path, parameters, Optional.empty());
    }

    static Call delete(String deed, String path) {
        return new Call(deed, "DELETE", path, Map.of(), Optional.empty());
    }

    static Call send(String deed, String method, String path, byte[] body) {
        return new Call(deed, method, path, Map.of(), Optional.of(body));
    }

    /** Path and query. */
    String target() {
        return parameters.isEmpty()
                ? path
                : parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    /** One part of a path, or a value of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
