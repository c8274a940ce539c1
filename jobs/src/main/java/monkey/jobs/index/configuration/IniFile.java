package monkey.jobs.index.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A configuration file as Python's RawConfigParser reads it: sections, {@code key = value}, indented continuations. */
final class IniFile {

    private IniFile() {}

    /**
     * Section to key to value; keys in lower case with dashes, as pip compares them. Lines that are none of these are
     * passed over: pip itself will complain about them in due time.
     */
    static Map<String, Map<String, String>> read(Path file) throws IOException {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        String key = null;
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && key != null) {
                section.merge(key, text, (before, more) -> before.isEmpty() ? more : before + "\n" + more);
            } else if (text.startsWith("[") && text.endsWith("]")) {
                section = sections.computeIfAbsent(
                        text.substring(1, text.length() - 1).strip(), name -> new LinkedHashMap<>());
                key = null;
            } else {
                int separator = firstOf(text, '=', ':');
                if (separator > 0) {
                    key = normalized(text.substring(0, separator));
                    section.put(key, text.substring(separator + 1).strip());
                }
            }
        }
        return sections;
    }

    static String normalized(String key) {
        String name = key.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return name.startsWith("--") ? name.substring(2) : name;
    }

    private static int firstOf(String text, char one, char other) {
        int a = text.indexOf(one);
        int b = text.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }
}
