package monkey.amun.argo.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request, read. */
record StandInRequest(String method, List<String> path, Map<String, String> query, byte[] body, boolean wantsEvents) {
    static StandInRequest of(HttpExchange exchange) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        List<String> path = Stream.of(exchange.getRequestURI().getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(StandInRequest::decode)
                .toList();
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        return new StandInRequest(
                exchange.getRequestMethod(),
                path,
                query,
                exchange.getRequestBody().readAllBytes(),
                accept != null && accept.contains("text/event-stream"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    JsonNode json() throws Refused {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException damaged) {
            throw Refused.invalid("invalid character in literal: " + damaged.getOriginalMessage());
        }
    }

    /** What a fault at a request depends on: not on versions or offsets, which differ from run to run. */
    String name() {
        return method + " /" + String.join("/", path) + " " + (method.equals("POST") ? creates() : "");
    }

    private String creates() {
        try {
            return Json.text(json().path("workflow").path("metadata"), "name");
        } catch (Refused none) {
            return "";
        }
    }
}
