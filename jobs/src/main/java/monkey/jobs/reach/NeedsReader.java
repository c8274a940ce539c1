package monkey.jobs.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.knowledge.CoreMetadata;
import monkey.dataset.knowledge.StatedRequirement;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.Marker;
import monkey.dataset.python.MarkerEnvironment;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.UndefinedMarkerException;

/**
 * Turns stated requirements into needs: markers are held against the environment, once without any extra and once for
 * each extra they mention. The same texts come back thousands of times, so every text is read once. Not thread-safe.
 */
final class NeedsReader {

    private final MarkerEnvironment environment;
    private final Map<String, SpecifierSet> specifiers = new HashMap<>();
    private final Map<String, Marker> markers = new HashMap<>();
    private final Map<String, Map<String, Boolean>> answers = new HashMap<>();
    private final Map<StatedRequirement, Need.Line> lines = new HashMap<>();
    private final Map<CoreMetadata, Needs> known = new IdentityHashMap<>();

    NeedsReader(MarkerEnvironment environment) {
        this.environment = environment;
    }

    /**
     * @throws InvalidNotationException if a requirement or marker cannot be read
     * @throws UndefinedMarkerException if a marker has no answer
     */
    Needs read(CoreMetadata metadata) {
        Needs needs = known.get(metadata);
        if (needs == null) {
            needs = interpret(metadata);
            known.put(metadata, needs);
        }
        return needs;
    }

    private Needs interpret(CoreMetadata metadata) {
        Map<String, List<Need.Line>> always = new LinkedHashMap<>();
        Map<String, Map<String, List<Need.Line>>> byExtra = new LinkedHashMap<>();
        metadata.extras().forEach(extra -> byExtra.put(extra, new LinkedHashMap<>()));
        for (StatedRequirement stated : metadata.requirements()) {
            if (holds(stated, "")) {
                always.computeIfAbsent(stated.packageName(), name -> new ArrayList<>(2))
                        .add(line(stated));
            } else {
                for (String gate : stated.gates()) {
                    Map<String, List<Need.Line>> added = byExtra.get(gate);
                    if (added != null && holds(stated, gate)) {
                        added.computeIfAbsent(stated.packageName(), name -> new ArrayList<>(2))
                                .add(line(stated));
                    }
                }
            }
        }
        Map<String, List<Need>> extras = new HashMap<>();
        byExtra.forEach((extra, added) -> extras.put(extra, grouped(added)));
        return new Needs(grouped(always), extras);
    }

    private static List<Need> grouped(Map<String, List<Need.Line>> byPackage) {
        List<Need> needs = new ArrayList<>(byPackage.size());
        byPackage.forEach((name, lines) -> needs.add(Need.of(name, lines)));
        return needs;
    }

    private boolean holds(StatedRequirement stated, String extra) {
        if (stated.marker() == null) {
            return true;
        }
        return answers.computeIfAbsent(stated.marker(), text -> new HashMap<>())
                .computeIfAbsent(extra, asked -> marker(stated.marker()).holds(environment, asked));
    }

    private Marker marker(String text) {
        return markers.computeIfAbsent(text, Marker::parse);
    }

    private Need.Line line(StatedRequirement stated) {
        return lines.computeIfAbsent(
                stated,
                said -> new Need.Line(
                        said.line(),
                        specifiers.computeIfAbsent(said.specifier(), SpecifierSet::parse),
                        said.extras(),
                        said.url() != null));
    }
}
