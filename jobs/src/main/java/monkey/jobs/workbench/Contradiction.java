package monkey.jobs.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.jobs.encode.BrokenRequirement;
import monkey.jobs.encode.Encoding;
import monkey.jobs.encode.Member;
import monkey.jobs.experiment.Experiment.RootRequirement;
import monkey.resolver.client.ResolverException;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.request.Request;

/**
 * Why no stack is possible, in words. The resolver names the smallest sets of requirements that contradict each other as
 * ids: {@code 3,4>7} says that the ids 3 and 4 each need 7, {@code >3} that 3 is a direct dependency, {@code 3>} that 3 has a
 * requirement that nothing meets. Here they become the lines that people wrote.
 */
public final class Contradiction {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_VERSIONS_LISTED = 3;

    private final Encoding space;
    private final List<RootRequirement> roots;

    private Contradiction(Encoding space, List<RootRequirement> roots) {
        this.space = space;
        this.roots = roots;
    }

    /**
     * The requirements of one smallest set, a sentence each; empty if it cannot be found in some seconds.
     *
     * @param resolver that holds the graph of the space, which has no stack
     * @param roots as the experiment has them
     */
    public static List<String> explain(Encoding space, List<RootRequirement> roots, ResolverProcess resolver) {
        List<String> sets;
        try {
            sets = resolver.lines(Request.explain().withDeadline(LONGEST));
        } catch (ResolverException e) {
            return List.of();
        }
        return sets.isEmpty() ? List.of() : new Contradiction(space, roots).words(sets.get(0));
    }

    private List<String> words(String set) {
        Map<String, List<Integer>> sources = new LinkedHashMap<>();
        Set<String> sentences = new LinkedHashSet<>();
        for (String demand : set.split(" ")) {
            int arrow = demand.indexOf('>');
            List<Integer> from = ids(demand.substring(0, arrow));
            List<Integer> to = ids(demand.substring(arrow + 1));
            if (from.isEmpty()) {
                Member member = space.member(to.get(0));
                // What stands in for a requirement that nothing meets says so itself.
                if (member.distribution().isPresent()) {
                    sentences.addAll(required(member.packageName()));
                }
            } else if (to.isEmpty()) {
                sentences.addAll(unmet(from));
            } else {
                String target = space.member(to.get(0)).packageName();
                from.forEach(id -> wanted(id, target)
                        .ifPresent(lines -> sources.computeIfAbsent(
                                        space.member(id).packageName() + "\n" + lines, same -> new ArrayList<>())
                                .add(id)));
            }
        }
        sources.forEach((key, ids) -> sentences.add(asking(ids) + " " + key.substring(key.indexOf('\n') + 1)));
        return List.copyOf(sentences);
    }

    /** What the user wrote about a package; empty if nothing. */
    private List<String> required(String packageName) {
        return space.need(-1, packageName).stream()
                .flatMap(need -> need.lines().stream())
                .map(line -> place(line.text()) + "'" + line.text() + "' is required")
                .toList();
    }

    private String place(String line) {
        return roots.stream()
                .filter(root -> root.requirement().text().equals(line))
                .findFirst()
                .map(root -> root.place() + ": ")
                .orElse("");
    }

    private List<String> unmet(List<Integer> ids) {
        Map<String, List<BrokenRequirement>> reasons = new LinkedHashMap<>();
        space.broken().stream()
                .filter(broken -> ids.contains(broken.id()))
                .forEach(broken -> reasons.computeIfAbsent(broken.why(), why -> new ArrayList<>())
                        .add(broken));
        Set<String> sentences = new LinkedHashSet<>();
        reasons.forEach((why, asking) -> {
            BrokenRequirement first = asking.get(0);
            if (space.member(first.id()).distribution().isEmpty()) {
                sentences.add(place(first.lines().get(0)) + why);
            } else {
                sentences.addAll(required(first.packageName()));
                sentences.add(asking(asking.stream().map(BrokenRequirement::id).toList()) + " " + why);
            }
        });
        return List.copyOf(sentences);
    }

    /** The lines by which an id asks for a package; empty where it asks only in our own bookkeeping, as an extra does. */
    private Optional<String> wanted(int id, String target) {
        return space.need(id, target)
                .map(need -> need.lines().stream()
                        .map(line -> "'" + line.text() + "'")
                        .collect(Collectors.joining(" and ")));
    }

    private String asking(List<Integer> ids) {
        List<String> versions =
                ids.stream().map(id -> space.member(id).version()).distinct().toList();
        String name = space.member(ids.get(0)).packageName();
        if (versions.size() == 1) {
            return name + " " + versions.get(0) + " requires";
        }
        return versions.size() <= MOST_VERSIONS_LISTED
                ? name + " " + String.join(", ", versions) + " require"
                : "%s %s … %s (%d versions) require"
                        .formatted(name, versions.get(0), versions.get(versions.size() - 1), versions.size());
    }

    private static List<Integer> ids(String list) {
        return list.isEmpty()
                ? List.of()
                : Stream.of(list.split(",")).map(Integer::valueOf).toList();
    }
}
