package monkey.jobs.index.metadata;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import monkey.jobs.index.http.Reply;
import monkey.jobs.index.http.Transport;

/**
 * A wheel's core metadata, cheapest way first: the {@code .metadata} file beside it, ranges of the wheel, the whole wheel.
 *
 * <p>A {@code .metadata} file that is not there says nothing about the wheel's requirements, so the search goes on. Where
 * the index does not say whether there is one, it is tried, until a host has refused {@value #REFUSALS} times without
 * having had a single one. Safe for several threads.
 */
public final class WheelMetadata {

    private static final int REFUSALS = 4;

    private final Transport transport;
    private final WholeFile whole;
    private final RangedWheel ranged;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    private static final class Host {
        final AtomicInteger had = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
    }

    /** @param temporary where whole wheels go for the moment they are needed */
    public WheelMetadata(Transport transport, Path temporary) {
        this.transport = transport;
        this.whole = new WholeFile(transport, temporary);
        this.ranged = new RangedWheel(transport, whole);
    }

    /**
     * @throws MetadataException if the wheel has none that can be read
     * @throws IOException if the index could not be asked
     */
    public byte[] read(RemoteFile wheel) throws IOException {
        boolean local = "file".equals(wheel.address().getScheme());
        Optional<byte[]> beside = local ? besideFile(wheel) : beside(wheel);
        if (beside.isPresent()) {
            return beside.get();
        }
        WholeFile.Reading reading = file -> fromArchive(file, wheel.filename());
        return local
                ? whole.read(wheel, reading)
                : ranged.read(wheel, name -> isMetadata(name, wheel.filename()), reading);
    }

    private Optional<byte[]> beside(RemoteFile wheel) throws IOException {
        Host host = hosts.computeIfAbsent(String.valueOf(wheel.address().getRawAuthority()), name -> new Host());
        if (!wheel.metadataOffered() && host.had.get() == 0 && host.refused.get() >= REFUSALS) {
            return Optional.empty();
        }
        Reply reply = transport.get(metadataOf(wheel.address()), Map.of());
        if (reply.status() == 200 && isGenuine(reply.body(), wheel)) {
            host.had.incrementAndGet();
            return Optional.of(reply.body());
        }
        host.refused.incrementAndGet();
        return Optional.empty();
    }

    private static Optional<byte[]> besideFile(RemoteFile wheel) throws IOException {
        Path file = Path.of(wheel.address());
        Path metadata = file.resolveSibling(file.getFileName() + ".metadata");
        if (!Files.isRegularFile(metadata)) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(metadata)).filter(bytes -> isGenuine(bytes, wheel));
    }

    /** Some servers answer everything with a page; and what has the wrong digest is not what the index means. */
    private static boolean isGenuine(byte[] bytes, RemoteFile wheel) {
        String head = new String(bytes, 0, Math.min(bytes.length, 1 << 14), StandardCharsets.UTF_8);
        return head.contains("Metadata-Version:")
                && WholeFile.mismatch(bytes, wheel.metadataSha256()).isEmpty();
    }

    /** The file's path with the suffix; a query, as signed addresses have, stays behind it. */
    private static URI metadataOf(URI wheel) {
        String text = wheel.toString();
        int query = text.indexOf('?');
        return URI.create(
                query < 0 ? text + ".metadata" : text.substring(0, query) + ".metadata" + text.substring(query));
    }

    private static byte[] fromArchive(Path file, String wheel) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (isMetadata(entry.getName(), wheel)) {
                    return archive.getInputStream(entry).readAllBytes();
                }
            }
        } catch (ZipException damaged) {
            throw new MetadataException(wheel + " is not a readable wheel: " + damaged.getMessage(), damaged);
        }
        throw new MetadataException(wheel + " holds no .dist-info/METADATA");
    }

    /** A wheel may carry the metadata of what it bundles; its own lies in the top directory named after it. */
    static boolean isMetadata(String entry, String wheel) {
        int slash = entry.indexOf('/');
        if (slash < 0 || !entry.substring(slash).equals("/METADATA")) {
            return false;
        }
        String directory = entry.substring(0, slash);
        if (!directory.endsWith(".dist-info")) {
            return false;
        }
        String project = wheel.substring(0, Math.max(0, wheel.indexOf('-')));
        int dash = directory.indexOf('-');
        return dash < 0 || normal(directory).startsWith(normal(project));
    }

    private static String normal(String name) {
        return name.toLowerCase().replaceAll("[-_.]+", "-");
    }
}
