package monkey.dataset.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest over a sequence of fields. Each field is preceded by its length, so that no two different sequences feed the
 * same bytes; a missing field differs from an empty one.
 */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of lines, each ended by one line feed: what {@code sha256sum} says of a file of them. */
    public static String ofLines(Iterable<String> lines) {
        Sha256 sha256 = new Sha256();
        for (String line : lines) {
            sha256.digest.update(line.getBytes(StandardCharsets.UTF_8));
            sha256.digest.update((byte) '\n');
        }
        return sha256.hex();
    }

    /** What {@code sha256sum} says of a file of these bytes. */
    public static String of(byte[] content) {
        Sha256 sha256 = new Sha256();
        sha256.digest.update(content);
        return sha256.hex();
    }

    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public Sha256 add(String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        number(field == null ? -1 : bytes.length);
        digest.update(bytes);
        return this;
    }

    public Sha256 add(Iterable<String> fields) {
        fields.forEach(this::add);
        number(-2);
        return this;
    }

    /** The digest of what was added, 64 hexadecimal digits; starts over. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void number(int value) {
        digest.update(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }
}
