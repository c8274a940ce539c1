package monkey.amun.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import monkey.amun.LockedPackage;

/** Writes wheels as small as wheels can be. */
final class TinyWheel {
    private final String name;
    private final String version;
    private final Map<String, String> files = new LinkedHashMap<>();

    TinyWheel(String name, String version) {
        this.name = name;
        this.version = version;
    }

    TinyWheel with(String path, String content) {
        files.put(path, content);
        return this;
    }

    LockedPackage in(Path directory) throws Exception {
        String info = name + "-" + version + ".dist-info/";
        files.put(info + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        files.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        StringBuilder record = new StringBuilder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content));
            record.append(file.getKey() + ",sha256=" + digest + "," + content.length + "\n");
        }
        files.put(info + "RECORD", record + info + "RECORD,,\n");
        byte[] wheel = zip();
        Path file = Files.write(directory.resolve(name + "-" + version + "-py3-none-any.whl"), wheel);
        return new LockedPackage(
                name, version, file.toUri(), Set.of(HexFormat.of().formatHex(sha256(wheel))));
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(946_684_800_000L);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
