package monkey.jobs.index.configuration;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User and password for HTTP's Basic scheme. Printing one shows the user only. */
public record Credentials(String user, String password) {

    /** Reads the {@code user:password} part of a URL, percent-encoded as it stands there. */
    static Optional<Credentials> of(String rawUserInfo) {
        if (rawUserInfo == null || rawUserInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = rawUserInfo.indexOf(':');
        String user = colon < 0 ? rawUserInfo : rawUserInfo.substring(0, colon);
        String password = colon < 0 ? "" : rawUserInfo.substring(colon + 1);
        return Optional.of(new Credentials(decoded(user), decoded(password)));
    }

    /** The value of an {@code Authorization} header. */
    public String basic() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** As it is written into an address, before the host. */
    public String userInfo() {
        return encoded(user) + ":" + encoded(password);
    }

    @Override
    public String toString() {
        return user + ":***";
    }

    private static String decoded(String text) {
        // A plus sign stands for itself in this part of a URL.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
