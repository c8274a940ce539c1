package monkey.jobs.index.page;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Pages as they were last answered, on disk, so that an index can say "not modified" instead of sending them again. What
 * cannot be read counts as not there. Several processes may share one directory: files are replaced whole.
 */
public final class PageCache {

    private static final int FORMAT = 1;

    private final Path directory;

    public PageCache(Path directory) {
        this.directory = directory;
    }

    /**
     * A kept answer.
     *
     * @param address where it came from in the end
     * @param etag empty if the server gave none; so the other texts
     */
    public record Entry(URI address, String contentType, String etag, String lastModified, byte[] body) {

        /** SHA-256 of the body: equal for pages that say the same. */
        public String digest() {
            return sha256(body);
        }
    }

    public Optional<Entry> get(URI page) {
        try (DataInputStream in = new DataInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file(page)), 1 << 16)))) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            return Optional.of(
                    new Entry(URI.create(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF(), in.readAllBytes()));
        } catch (IOException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** Keeps an answer. A cache that cannot be written costs a download next time, no more. */
    public void put(URI page, Entry entry) {
        Path file = file(page);
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "page-", ".part");
            try {
                Files.write(part, bytes(entry));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException unwritable) {
            // Without a cache everything works, only slower.
        }
    }

    private static byte[] bytes(Entry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 13))) {
            out.writeInt(FORMAT);
            out.writeUTF(entry.address().toString());
            out.writeUTF(entry.contentType());
            out.writeUTF(entry.etag());
            out.writeUTF(entry.lastModified());
            out.write(entry.body());
        }
        return bytes.toByteArray();
    }

    private Path file(URI page) {
        String name = sha256(page.toString().getBytes(StandardCharsets.UTF_8));
        return directory.resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
