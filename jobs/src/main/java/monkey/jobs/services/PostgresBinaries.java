package monkey.jobs.services;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once (60 MB) into a directory named by their content. It appears under its name only
 * when it is whole.
 */
final class PostgresBinaries {
    private final Path home;

    PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Where {@code bin/postgres} is; unpacks it when it is not there yet. */
    Path directory() throws IOException {
        String archive = archive();
        Path whole = home.resolve("programs-" + digest(archive));
        if (!Files.isDirectory(whole)) {
            Path partial = home.resolve(whole.getFileName() + ".partial");
            Directories.delete(partial);
            unpack(archive, partial);
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
        }
        return whole;
    }

    private static String archive() {
        String architecture =
                System.getProperty("os.arch").replace("amd64", "x86_64").replace("aarch64", "arm_64");
        String archive = "/postgres-linux-" + architecture + ".txz";
        if (PostgresBinaries.class.getResource(archive) == null) {
            throw new ServicesException("this build brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + "; give spring.datasource.url of a PostgreSQL that runs already");
        }
        return archive;
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, sha256).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive has a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean program = (entry.getMode() & 0b001_000_000) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
