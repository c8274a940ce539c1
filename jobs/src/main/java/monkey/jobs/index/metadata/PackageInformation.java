package monkey.jobs.index.metadata;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import monkey.dataset.python.CoreMetadata;
import monkey.dataset.python.InvalidNotationException;
import monkey.jobs.index.http.Transport;

/**
 * A source distribution's PKG-INFO, where it can be taken at its word: since metadata version 2.2 (PEP 643) a field that
 * {@code Dynamic} does not name is the same in every wheel built from it.
 */
public final class PackageInformation implements SourceMetadata {

    private static final Pattern ITS_PLACE = Pattern.compile("(\\./)?[^/]+/PKG-INFO");

    private final WholeFile whole;

    /** @param temporary where source distributions go for the moment they are needed */
    public PackageInformation(Transport transport, Path temporary) {
        this.whole = new WholeFile(transport, temporary);
    }

    @Override
    public byte[] read(RemoteFile source) throws IOException {
        byte[] text = whole.read(source, file -> extract(file, source.filename()));
        requireStatic(text, source.filename());
        return text;
    }

    private static void requireStatic(byte[] text, String filename) throws MetadataException {
        try {
            if (!CoreMetadata.parse(text).dependenciesAreStatic()) {
                throw new MetadataException(
                        filename + " does not promise that its requirements are the same in every"
                                + " build (metadata 2.2 without dynamic fields would), so they are known only once it is built");
            }
        } catch (InvalidNotationException unreadable) {
            throw new MetadataException(
                    filename + " has an unreadable PKG-INFO: " + unreadable.getMessage(), unreadable);
        }
    }

    private static byte[] extract(Path file, String filename) throws IOException {
        String name = filename.toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            return fromZip(file, filename);
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return fromTar(file, filename);
        }
        throw new MetadataException(filename + " is packed in a way that is not read here (only .tar.gz and .zip are)");
    }

    private static byte[] fromZip(Path file, String filename) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (ITS_PLACE.matcher(entry.getName()).matches()) {
                    return archive.getInputStream(entry).readAllBytes();
                }
            }
        } catch (ZipException damaged) {
            throw new MetadataException(filename + " is not a readable archive: " + damaged.getMessage(), damaged);
        }
        throw new MetadataException(filename + " holds no PKG-INFO");
    }

    /** Blocks of 512 bytes (POSIX ustar): a header with name and octal size, then the content. */
    private static byte[] fromTar(Path file, String filename) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] header = new byte[512];
            while (in.readNBytes(header, 0, 512) == 512 && header[0] != 0) {
                long size = size(header);
                byte kind = header[156];
                if ((kind == '0' || kind == 0)
                        && ITS_PLACE.matcher(name(header)).matches()) {
                    if (size > 64 << 20) {
                        throw new MetadataException(filename + " has a PKG-INFO of " + size + " bytes");
                    }
                    return in.readNBytes((int) size);
                }
                in.skipNBytes((size + 511) / 512 * 512);
            }
        } catch (EOFException | NumberFormatException | ZipException damaged) {
            throw new MetadataException(filename + " is not a readable archive: " + damaged.getMessage(), damaged);
        }
        throw new MetadataException(filename + " holds no PKG-INFO");
    }

    private static String name(byte[] header) {
        boolean ustar = new String(header, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
    }

    private static long size(byte[] header) {
        if ((header[124] & 0x80) != 0) {
            long size = header[124] & 0x7f;
            for (int i = 125; i < 136; i++) {
                size = size << 8 | header[i] & 0xff;
            }
            return size;
        }
        String octal = text(header, 124, 12).strip();
        return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
