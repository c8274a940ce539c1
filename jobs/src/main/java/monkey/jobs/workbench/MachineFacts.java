package monkey.jobs.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a reader of results wants to know about the machine; what cannot be found out is left out. */
public final class MachineFacts {
    private MachineFacts() {}

    /** Name and value, in reading order. */
    public static Map<String, String> read() {
        Map<String, String> facts = new LinkedHashMap<>();
        value("/etc/os-release", "PRETTY_NAME", "=").ifPresent(name -> facts.put("system", name.replace("\"", "")));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("architecture", System.getProperty("os.arch"));
        value("/proc/cpuinfo", "model name", ":").ifPresent(name -> facts.put("processor", name));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        value("/proc/meminfo", "MemTotal", ":")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .ifPresent(kibibytes -> facts.put("memory", (kibibytes + (1 << 19) >> 20) + " GiB"));
        return facts;
    }

    private static Optional<String> value(String file, String name, String separator) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name) && line.contains(separator))
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
