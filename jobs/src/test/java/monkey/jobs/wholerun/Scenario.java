package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.yaml.snakeyaml.Yaml;

/** A folder of {@code resources/wholerun}: what its index offers, the experiment, and how its report must read. */
final class Scenario {
    private final Path folder;

    private Scenario(Path folder) {
        this.folder = folder;
    }

    static Scenario named(String name) {
        return new Scenario(Path.of("src/test/resources/wholerun", name));
    }

    MiniatureIndex index() throws IOException {
        Map<String, Map<String, Map<String, Object>>> packages =
                new Yaml().load(Pythons.named(Files.readString(folder.resolve("packages.yaml"))));
        MiniatureIndex index = MiniatureIndex.start();
        packages.forEach(
                (name, versions) -> versions.forEach((version, facts) -> index.add(release(name, version, facts))));
        return index;
    }

    /** Lays the experiment into a folder, and returns its file. */
    Path experiment(Path into) throws IOException {
        String text = Files.readString(folder.resolve("experiment.yaml"));
        return Files.writeString(Files.createDirectories(into).resolve("experiment.yaml"), Pythons.named(text));
    }

    /** Compares a {@code report.json} with the one that lies beside the experiment, and shows where they part. */
    void expects(Path report, MiniatureIndex index) throws IOException {
        Path recorded = folder.resolve("expected-report.json");
        String is = Normalized.report(Files.readString(report), index);
        if (Boolean.getBoolean("wholerun.record")) {
            Files.writeString(recorded, is);
        }
        List<String> expected = Files.readString(recorded).lines().toList();
        List<String> actual = is.lines().toList();
        int line = 0;
        while (line < Math.min(expected.size(), actual.size())
                && expected.get(line).equals(actual.get(line))) {
            line++;
        }
        assertEquals(from(expected, line), from(actual, line), recorded + " and the report part in line " + (line + 1));
    }

    private static List<String> from(List<String> lines, int first) {
        return lines.subList(first, Math.min(lines.size(), first + 12));
    }

    @SuppressWarnings("unchecked")
    private static Release release(String name, String version, Map<String, Object> facts) {
        Release release = facts.containsKey("source") ? Release.source(name, version) : Release.wheel(name, version);
        facts.forEach((key, value) -> {
            switch (key) {
                case "source" -> {}
                case "requires" -> release.requires(((List<String>) value).toArray(String[]::new));
                case "extras" ->
                    ((Map<String, List<String>>) value)
                            .forEach((extra, lines) -> release.extra(extra, lines.toArray(String[]::new)));
                case "requires-python" -> release.requiresPython((String) value);
                case "yanked" -> release.yanked((String) value);
                case "uploaded" -> release.uploaded((String) value);
                case "tag" -> release.tag((String) value);
                case "module" -> release.module(name + ".py", "__version__ = '" + version + "'\n" + value);
                case "altered" -> release.altered();
                default -> throw new IllegalArgumentException(name + " " + version + " has an unknown fact: " + key);
            }
        });
        return release;
    }
}
