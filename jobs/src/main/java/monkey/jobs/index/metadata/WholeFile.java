package monkey.jobs.index.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import monkey.jobs.index.http.IndexException;
import monkey.jobs.index.http.Reply;
import monkey.jobs.index.http.Transport;

/** Fetches a distribution whole, into a temporary file, and makes sure that it is the one the index means. */
public final class WholeFile {

    private final Transport transport;
    private final Path directory;

    /** @param directory where files go for the moment they are needed */
    public WholeFile(Transport transport, Path directory) {
        this.transport = transport;
        this.directory = directory;
    }

    /** What is done with the file while it is there. */
    @FunctionalInterface
    public interface Reading {
        byte[] of(Path file) throws IOException;
    }

    /**
     * @throws MetadataException if it is not there, or not what its index says it is
     * @throws IOException if the index cannot be asked
     */
    public byte[] read(RemoteFile wanted, Reading reading) throws IOException {
        if ("file".equals(wanted.address().getScheme())) {
            Path local = Path.of(wanted.address());
            if (!Files.isRegularFile(local)) {
                throw new MetadataException("the index lists " + local + ", which is not there");
            }
            verify(local, wanted);
            return reading.of(local);
        }
        return read(wanted, transport.download(wanted.address(), Map.of(), directory), reading);
    }

    /** Goes on with an answer that already holds the whole file. */
    byte[] read(RemoteFile wanted, Reply reply, Reading reading) throws IOException {
        if (reply.file().isEmpty()) {
            if (reply.status() == 401 || reply.status() == 403 || reply.status() == 404 || reply.status() == 410) {
                throw new MetadataException(
                        "the index lists " + wanted.address() + " but answers status " + reply.status() + " for it");
            }
            throw new IndexException(wanted.address() + " answered with status " + reply.status());
        }
        Path file = reply.file().get();
        try {
            verify(file, wanted);
            return reading.of(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    Path directory() {
        return directory;
    }

    private static void verify(Path file, RemoteFile wanted) throws IOException {
        if (wanted.sha256().isPresent()) {
            String found = sha256(file);
            if (!found.equals(wanted.sha256().get())) {
                throw new MetadataException(wanted.filename() + " is not the file that the index means: its SHA-256 is "
                        + found + ", not " + wanted.sha256().get());
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static Optional<String> mismatch(byte[] bytes, Optional<String> wanted) {
        String found = HexFormat.of().formatHex(digest().digest(bytes));
        return wanted.filter(digest -> !digest.equals(found));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
