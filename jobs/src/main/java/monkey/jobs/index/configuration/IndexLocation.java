package monkey.jobs.index.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * One package index: the address under which its project pages lie, always ending in a slash and never carrying
 * credentials (so that it may be stored, printed and compared), and the credentials that were written into it.
 */
public record IndexLocation(URI address, Optional<Credentials> credentials) {

    /**
     * Reads an address as pip takes it: a URL, or a path of this machine.
     *
     * @throws IllegalArgumentException if the text is neither; the message says so in words
     */
    public static IndexLocation of(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("/")) {
            trimmed = "file://" + trimmed;
        }
        try {
            URI written = new URI(trimmed);
            String scheme = written.getScheme();
            if (scheme == null || !scheme.matches("https?|file")) {
                throw new IllegalArgumentException("index address '" + withoutCredentials(trimmed)
                        + "' should begin with https://, http:// or file://");
            }
            String path = written.getRawPath() == null ? "" : written.getRawPath();
            String authority = written.getRawAuthority();
            String host = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
            URI address = new URI(scheme + "://" + host + (path.endsWith("/") ? path : path + "/"));
            return new IndexLocation(address, Credentials.of(written.getRawUserInfo()));
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "index address '" + withoutCredentials(trimmed) + "' is not a URL", malformed);
        }
    }

    /** Where the page of a project lies; the name must be normalized (PEP 503). */
    public URI page(String project) {
        return address.resolve(project + "/");
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private static String withoutCredentials(String text) {
        return text.replaceFirst("//[^/@]*@", "//");
    }
}
