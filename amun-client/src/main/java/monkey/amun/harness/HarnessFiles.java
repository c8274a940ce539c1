package monkey.amun.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The harness as it travels in the jar: its files by name. */
public final class HarnessFiles {
    private static final List<String> EVERYWHERE = List.of(
            "__main__.py",
            "bytecode.py",
            "capture.py",
            "control_groups.py",
            "document.py",
            "environment.py",
            "fetch.py",
            "inspection.py",
            "kernel.py",
            "machine.py",
            "measuring.py",
            "probe.py",
            "process.py",
            "sandbox.py");

    private HarnessFiles() {}

    /** What inspections on this machine need. */
    public static SortedMap<String, byte[]> ofThisMachine() {
        return with("compile_wheels.py");
    }

    /** What an inspection in a workflow's pod needs. */
    public static SortedMap<String, byte[]> ofAPod() {
        return with("pod.py");
    }

    private static SortedMap<String, byte[]> with(String own) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        EVERYWHERE.forEach(file -> files.put(file, read(file)));
        files.put(own, read(own));
        return files;
    }

    private static byte[] read(String file) {
        try (InputStream in = HarnessFiles.class.getResourceAsStream("/monkey/amun/inspection/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
