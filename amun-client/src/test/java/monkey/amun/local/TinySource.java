package monkey.amun.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import monkey.amun.LockedPackage;

/** Writes source distributions that bring the backend that builds them, so that building needs no index. */
final class TinySource {
    private static final String BACKEND = """
            import os, zipfile
            NAME, VERSION = "%s", "%s"
            def build_wheel(directory, config_settings=None, metadata_directory=None):
            %s
                file = "%%s-%%s-py3-none-any.whl" %% (NAME, VERSION)
                info = "%%s-%%s.dist-info/" %% (NAME, VERSION)
                with zipfile.ZipFile(os.path.join(directory, file), "w") as wheel:
                    wheel.writestr(NAME + ".py", "BUILT_BY = %%d\\n" %% os.getuid())
                    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: %%s\\nVersion: %%s\\n" %% (NAME, VERSION))
                    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                    wheel.writestr(info + "RECORD", "")
                return file
            """;

    private TinySource() {}

    /** @param statement of Python that the backend executes before it builds */
    static LockedPackage in(Path directory, String name, String version, String statement) throws Exception {
        String root = name + "-" + version + "/";
        Map<String, String> files = new TreeMap<>(Map.of(
                root + "pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n",
                root + "PKG-INFO",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
                root + "backend.py",
                BACKEND.formatted(name, version, statement.indent(4).stripTrailing())));
        byte[] archive = archive(files);
        Path file = Files.write(directory.resolve(name + "-" + version + ".tar.gz"), archive);
        return new LockedPackage(
                name, version, file.toUri(), Set.of(HexFormat.of().formatHex(TinyWheel.sha256(archive))));
    }

    private static byte[] archive(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                tar.write(header(file.getKey(), content.length));
                tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
            }
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    /** A ustar header: fields at fixed offsets, numbers in octal, a checksum over the whole as if its own field were blanks. */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "%011o\0".formatted(0));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
