package monkey.amun.argo.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a status that is no success to the exception that says so. The status decides; where one status means several
 * things (500 is also "has ended already", 400 also "too old a version"), the server's words do.
 *
 * @param status of HTTP, or the one that an error inside a stream names
 * @param words the server's message; its body's beginning where there is none
 * @param retryAfter how long the server wants to be left alone
 */
record Refusal(int status, String words, Optional<Duration> retryAfter) {
    private static final int LONGEST_QUOTE = 500;

    static Refusal of(int status, HttpHeaders headers, byte[] body) {
        return new Refusal(status, words(body), retryAfter(headers, Instant.now()));
    }

    /** An error inside a stream: {@code {"grpc_code":8,"http_code":429,"message":"EOF"}}. */
    static Refusal inStream(JsonNode error) {
        Integer status = Fields.integer(error, "http_code");
        return new Refusal(status == null ? 500 : status, shortened(Fields.text(error, "message")), Optional.empty());
    }

    ArgoException exception(String deed, String server, String request) {
        String said = words.isEmpty() ? "status " + status : words;
        String end = " (status " + status + ", request " + request + ")";
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("too old resource version") || status == 410) {
            return new ArgoException.StaleVersion(
                    "cannot " + deed + ": events of that version are gone: " + said + end);
        }
        if (lower.contains("request is too large") || lower.contains("entity too large") || status == 413) {
            return new ArgoException.TooLarge(
                    "cannot " + deed + ": it is larger than the cluster takes: " + said + end);
        }
        if (lower.contains("cannot shutdown a completed workflow")) {
            return new ArgoException.AlreadyCompleted("cannot " + deed + ": it has ended already: " + said + end);
        }
        return switch (status) {
            case 401 ->
                new ArgoException.Unauthorized(
                        "cannot " + deed + ": " + server + " does not know the token: " + said + end);
            case 403 -> new ArgoException.Forbidden("cannot " + deed + ": the token lacks the right: " + said + end);
            case 404 -> new ArgoException.NotFound("cannot " + deed + ": " + said + end);
            case 409 ->
                lower.contains("already exists") || !lower.contains("modified")
                        ? new ArgoException.AlreadyExists("cannot " + deed + ": " + said + end)
                        : new ArgoException.Unavailable(
                                "cannot " + deed + ": it changed meanwhile: " + said + end, null);
            case 429 ->
                new ArgoException.TooManyRequests(
                        "cannot " + deed + ": " + server + " is asked too often: " + said + end, retryAfter);
            case 501, 405 ->
                new ArgoException.Unsupported("cannot " + deed + ": " + server
                        + " has no such call; is it an Argo server of 3.6 or later? " + said + end);
            default ->
                status >= 500 || status == 408
                        ? new ArgoException.Unavailable(
                                "cannot " + deed + ": " + server + " is in trouble: " + said + end, null)
                        : status >= 400
                                ? new ArgoException.Invalid("cannot " + deed + ": " + said + end)
                                : new ArgoException.BadAnswer(
                                        "cannot " + deed + ": " + server
                                                + " points elsewhere instead of answering; is this"
                                                + " the address of an Argo server? " + said + end,
                                        null);
        };
    }

    private static String words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            JsonNode tree = JsonMapper.shared().readTree(text);
            String message = Fields.text(tree.path("error").isObject() ? tree.path("error") : tree, "message");
            return shortened(message.isEmpty() ? text : message);
        } catch (JacksonException other) {
            return shortened(text.startsWith("<") ? "a page of HTML" : text);
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Seconds, or a date. */
    static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(text -> {
            try {
                if (text.matches("\\d{1,9}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
                }
                Duration left = Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return Optional.of(left.isNegative() ? Duration.ZERO : left);
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        });
    }
}
