package monkey.amun.argo.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * The token that requests carry. One that lies in a file is read again when the file changes: a cluster renews such files
 * well before the token in them ends. Safe for several threads; never shows the token.
 */
public abstract sealed class BearerToken {
    private BearerToken() {}

    /** For a server that asks for none. */
    public static BearerToken none() {
        return new Fixed("", "no token");
    }

    /**
     * A token given as it is, with or without the word {@code Bearer}.
     *
     * @param origin where it is from, for messages, such as {@code MONKEY_ARGO_TOKEN}
     */
    public static BearerToken of(String token, String origin) {
        return new Fixed(strip(token), "the token of " + origin);
    }

    /** A token in a file, looked at before each request. */
    public static BearerToken inFile(Path file) {
        return new InFile(file);
    }

    /** The value of the {@code Authorization} header; empty for none. */
    abstract Optional<String> header() throws IOException;

    /**
     * Reads the token once more, changed or not in appearance.
     *
     * @return whether it is another one now
     */
    abstract boolean renew() throws IOException;

    /** Where the token is from, such as {@code the token in /var/run/token}; never the token. */
    public abstract String origin();

    @Override
    public final String toString() {
        return origin();
    }

    private static String strip(String text) {
        String token = text.strip();
        return token.regionMatches(true, 0, "bearer ", 0, 7)
                ? token.substring(7).strip()
                : token;
    }

    private static final class Fixed extends BearerToken {
        private final String token;
        private final String origin;

        Fixed(String token, String origin) {
            this.token = token;
            this.origin = origin;
        }

        @Override
        Optional<String> header() {
            return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
        }

        @Override
        boolean renew() {
            return false;
        }

        @Override
        public String origin() {
            return origin;
        }
    }

    private static final class InFile extends BearerToken {
        private record Stamp(Object time, long size, Object key) {}

        private final Path file;
        private Stamp stamp;
        private String token;

        InFile(Path file) {
            this.file = file;
        }

        @Override
        synchronized Optional<String> header() throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!now.equals(stamp)) {
                token = read();
                stamp = now;
            }
            return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
        }

        @Override
        synchronized boolean renew() throws IOException {
            String before = token;
            token = read();
            return !Objects.equals(before, token);
        }

        private String read() throws IOException {
            return strip(Files.readString(file, StandardCharsets.UTF_8));
        }

        @Override
        public String origin() {
            return "the token in " + file;
        }
    }
}
