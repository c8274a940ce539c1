package monkey.jobs.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One file of a package to be put on a {@link MiniatureIndex}: a wheel that installers install, or a source distribution.
 * Made by naming what differs from the usual: pure Python, no requirements, uploaded at the start of 2020.
 */
public final class Release {

    private final String name;
    private final String version;
    private final boolean source;
    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> modules = new LinkedHashMap<>();
    private final List<String> dynamic = new ArrayList<>();
    private String tag = "py3-none-any";
    private String build = "";
    private String uploaded = "2020-01-01T00:00:00Z";
    private String requiresPython;
    private String yanked;
    private boolean metadataOffered = true;
    private boolean requiresPythonOnPage = true;
    private boolean readable = true;
    private boolean metadataFirst;
    private boolean altered;
    private String metadataVersion = "2.2";

    private Release(String name, String version, boolean source) {
        this.name = name;
        this.version = version;
        this.source = source;
    }

    public static Release wheel(String name, String version) {
        return new Release(name, version, false);
    }

    public static Release source(String name, String version) {
        return new Release(name, version, true);
    }

    /** Adds requirements as metadata states them. */
    public Release requires(String... lines) {
        for (String line : lines) {
            headers.add("Requires-Dist: " + line);
        }
        return this;
    }

    public Release extra(String extra, String... lines) {
        headers.add("Provides-Extra: " + extra);
        for (String line : lines) {
            headers.add("Requires-Dist: " + line + " ; extra == '" + extra + "'");
        }
        return this;
    }

    /** A Python file with its content; a wheel without any gets a module of its own name that knows its version. */
    public Release module(String path, String content) {
        modules.put(path, content);
        return this;
    }

    public Release tag(String compressed) {
        this.tag = compressed;
        return this;
    }

    public Release build(String number) {
        this.build = number;
        return this;
    }

    /** An RFC 3339 time, or null for an index that does not say. */
    public Release uploaded(String time) {
        this.uploaded = time;
        return this;
    }

    public Release requiresPython(String specifiers) {
        this.requiresPython = specifiers;
        return this;
    }

    /** {@code Requires-Python} stands in the metadata, but not on the page. */
    public Release requiresPythonInMetadataOnly(String specifiers) {
        this.requiresPython = specifiers;
        this.requiresPythonOnPage = false;
        return this;
    }

    public Release yanked(String reason) {
        this.yanked = reason;
        return this;
    }

    /** The page does not say that there is a metadata file, and there is none. */
    public Release withoutMetadataFile() {
        this.metadataOffered = false;
        return this;
    }

    /** The file is no archive. */
    public Release damaged() {
        this.readable = false;
        return this;
    }

    /** The index serves other bytes than those its page names the digest of. */
    public Release altered() {
        this.altered = true;
        return this;
    }

    /** The wheel begins with its metadata, which usually is near the end. */
    public Release metadataFirst() {
        this.metadataFirst = true;
        return this;
    }

    public Release metadataVersion(String text) {
        this.metadataVersion = text;
        return this;
    }

    public Release dynamic(String field) {
        dynamic.add(field);
        return this;
    }

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    public boolean isSource() {
        return source;
    }

    public String filename() {
        String stem = name.replaceAll("[-_.]+", "_").toLowerCase() + "-" + version;
        return source ? stem + ".tar.gz" : stem + (build.isEmpty() ? "" : "-" + build) + "-" + tag + ".whl";
    }

    public Optional<Instant> uploadTime() {
        return Optional.ofNullable(uploaded).map(Instant::parse);
    }

    public Optional<String> pageRequiresPython() {
        return Optional.ofNullable(requiresPythonOnPage ? requiresPython : null);
    }

    public Optional<String> yankedBecause() {
        return Optional.ofNullable(yanked);
    }

    String uploaded() {
        return uploaded;
    }

    String requiresPythonOnPage() {
        return requiresPythonOnPage ? requiresPython : null;
    }

    String yanked() {
        return yanked;
    }

    boolean metadataOffered() {
        return metadataOffered && !source;
    }

    public byte[] metadata() {
        StringBuilder text = new StringBuilder("Metadata-Version: " + metadataVersion + "\n")
                .append("Name: ")
                .append(name)
                .append('\n')
                .append("Version: ")
                .append(version)
                .append('\n');
        if (requiresPython != null) {
            text.append("Requires-Python: ").append(requiresPython).append('\n');
        }
        dynamic.forEach(field -> text.append("Dynamic: ").append(field).append('\n'));
        headers.forEach(header -> text.append(header).append('\n'));
        return text.append("\nA package in miniature.\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The file itself; the same bytes each time. */
    public byte[] content() {
        return content(Map.of());
    }

    private byte[] content(Map<String, String> furtherModules) {
        if (!readable) {
            return "this is no archive".getBytes(StandardCharsets.UTF_8);
        }
        try {
            return source ? archive() : wheel(furtherModules);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What whoever asks for the file is given. */
    byte[] served() {
        return altered ? content(Map.of("altered.py", "")) : content();
    }

    private byte[] wheel(Map<String, String> furtherModules) throws IOException {
        String module = name.replaceAll("[-_.]+", "_").toLowerCase();
        String info = module + "-" + version + ".dist-info/";
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (metadataFirst) {
            files.put(info + "METADATA", metadata());
        }
        if (modules.isEmpty()) {
            files.put(module + ".py", ("__version__ = '" + version + "'\n").getBytes(StandardCharsets.UTF_8));
        }
        modules.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        furtherModules.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        files.put(info + "METADATA", metadata());
        files.put(
                info + "WHEEL",
                ("Wheel-Version: 1.0\nGenerator: miniature\nRoot-Is-Purelib: true\nTag: " + tag + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        StringBuilder record = new StringBuilder();
        files.forEach((path, bytes) -> record.append(path)
                .append(",sha256=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes)))
                .append(',')
                .append(bytes.length)
                .append('\n'));
        record.append(info).append("RECORD,,\n");
        files.put(info + "RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(1577836800000L);
                // Sizes before the content, as every installer expects of a wheel.
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.DEFLATED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            String top = name + "-" + version + "/";
            entry(out, top + "setup.py", "from setuptools import setup\nsetup()\n".getBytes(StandardCharsets.UTF_8));
            entry(out, top + "PKG-INFO", metadata());
            for (Map.Entry<String, String> module : modules.entrySet()) {
                entry(out, top + module.getKey(), module.getValue().getBytes(StandardCharsets.UTF_8));
            }
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void entry(GZIPOutputStream out, String path, byte[] content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 100, "0000644");
        put(header, 124, String.format("%011o", content.length));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        out.write(header);
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
