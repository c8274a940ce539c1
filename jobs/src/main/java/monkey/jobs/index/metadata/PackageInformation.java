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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import monkey.jobs.index.http.Transport;

/**
 * A source distribution's PKG-INFO, where it can be taken at its word: since metadata version 2.2 (PEP 643) a field that
 * {@code Dynamic} does not name is the same in every wheel built from it.
 */
public final class PackageInformation implements SourceMetadata {

    private static final Set<String> NEEDED = Set.of("requires-dist", "requires-python", "provides-extra");
    private static final Pattern ITS_PLACE = Pattern.compile("(\\./)?[^/]+/PKG-INFO");
    private static final Pattern VERSION = Pattern.compile("(?mi)^Metadata-Version:\\s*(\\d+)\\.(\\d+)\\s*$");
    private static final Pattern DYNAMIC = Pattern.compile("(?mi)^Dynamic:\\s*(\\S+)\\s*$");

    private final WholeFile whole;

    /** @param temporary where source distributions go for the moment they are needed */
    public PackageInformation(Transport transport, Path temporary) {
        this.whole = new WholeFile(transport, temporary);
    }

    @Override
    public byte[] read(RemoteFile source) throws IOException {
        byte[] text = whole.read(source, file -> extract(file, source.filename()));
        requireStatic(new String(text, StandardCharsets.UTF_8), source.filename());
        return text;
    }

    private static void requireStatic(String text, String filename) throws MetadataException {
        String headers = text.split("\\r?\\n\\r?\\n", 2)[0];
        Matcher version = VERSION.matcher(headers);
        if (!version.find()) {
            throw new MetadataException(filename + " has a PKG-INFO without Metadata-Version");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < 2 || major == 2 && minor < 2) {
            throw new MetadataException(filename + " has metadata of version " + major + "." + minor
                    + ", whose requirements are known only once it is built (from 2.2 on they can be static)");
        }
        Matcher dynamic = DYNAMIC.matcher(headers);
        while (dynamic.find()) {
            if (NEEDED.contains(dynamic.group(1).toLowerCase(Locale.ROOT))) {
                throw new MetadataException(filename + " says that its " + dynamic.group(1)
                        + " is dynamic, so it is known only once it is built");
            }
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
        } catch (java.util.zip.ZipException damaged) {
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
                if ((kind == '0' || kind == 0) && ITS_PLACE.matcher(name(header)).matches()) {
                    if (size > 64 << 20) {
                        throw new MetadataException(filename + " has a PKG-INFO of " + size + " bytes");
                    }
                    return in.readNBytes((int) size);
                }
                in.skipNBytes((size + 511) / 512 * 512);
            }
        } catch (EOFException | NumberFormatException | java.util.zip.ZipException damaged) {
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
