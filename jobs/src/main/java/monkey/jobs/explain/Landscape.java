package monkey.jobs.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import monkey.dataset.Dataset;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.Stack;
import monkey.dataset.run.StackMember;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.StackPoint;

/** The packages of a graph in order of their names, each with its versions from old to new, and the ids that stand for them. */
final class Landscape {
    private final List<PackageCandidates> packages = new ArrayList<>();
    private final List<int[]> ids = new ArrayList<>();
    private final Map<Integer, int[]> placeOfId = new HashMap<>();
    private final Map<Long, Integer> idOfDistribution = new HashMap<>();
    private final Map<Integer, StackMember> members = new HashMap<>();

    /** @param known the graph's distributions by their ids */
    Landscape(RunGraph graph, Map<Long, StackMember> known) {
        Map<String, List<Integer>> byName = new TreeMap<>();
        for (int id = 0; id < graph.distributions().length; id++) {
            StackMember member = known.get(graph.distributions()[id]);
            if (member != null) {
                members.put(id, member);
                idOfDistribution.put(member.distributionId(), id);
                byName.computeIfAbsent(member.packageName(), name -> new ArrayList<>())
                        .add(id);
            }
        }
        byName.forEach((name, unsorted) -> {
            int[] sorted = unsorted.stream()
                    .sorted(Comparator.comparing((Integer id) ->
                                    Version.parse(members.get(id).version()))
                            .thenComparing(id -> id))
                    .mapToInt(id -> id)
                    .toArray();
            for (int level = 0; level < sorted.length; level++) {
                placeOfId.put(sorted[level], new int[] {packages.size(), level});
            }
            packages.add(new PackageCandidates(
                    name,
                    Arrays.stream(sorted)
                            .mapToObj(id -> members.get(id).version())
                            .toList()));
            ids.add(sorted);
        });
    }

    /** Of a graph whose distributions the knowledge base has. */
    static Landscape of(Dataset dataset, RunGraph graph) {
        return new Landscape(
                graph,
                dataset.graphs()
                        .members(Arrays.stream(graph.distributions())
                                .filter(id -> id != 0)
                                .boxed()
                                .toList()));
    }

    List<PackageCandidates> packages() {
        return packages;
    }

    Collection<Long> distributions() {
        return idOfDistribution.keySet();
    }

    int id(int packageIndex, int level) {
        return ids.get(packageIndex)[level];
    }

    int[] ids(int packageIndex) {
        return ids.get(packageIndex);
    }

    List<Integer> ids(StackPoint stack) {
        List<Integer> all = new ArrayList<>();
        for (int p = 0; p < stack.size(); p++) {
            if (stack.has(p)) {
                all.add(id(p, stack.level(p)));
            }
        }
        return all;
    }

    /** Of a stack as the resolver has it; ids that stand for no package version are left out. */
    StackPoint point(int[] stack) {
        int[] levels = new int[packages.size()];
        Arrays.fill(levels, StackPoint.ABSENT);
        for (int id : stack) {
            int[] place = placeOfId.get(id);
            if (place != null) {
                levels[place[0]] = place[1];
            }
        }
        return new StackPoint(levels);
    }

    /** Empty when one of them is not in the graph. */
    Optional<StackPoint> point(Collection<Long> distributions) {
        int[] stack = new int[distributions.size()];
        int at = 0;
        for (long distribution : distributions) {
            Integer id = idOfDistribution.get(distribution);
            if (id == null) {
                return Optional.empty();
            }
            stack[at++] = id;
        }
        return Optional.of(point(stack));
    }

    /** The stacks that conditions mean: specifiers by package, those of a package alternatives, all packages together. */
    Region region(Map<String, List<String>> conditions) {
        Region region = Region.EVERYTHING;
        for (int p = 0; p < packages.size(); p++) {
            List<String> alternatives = conditions.get(packages.get(p).name());
            if (alternatives != null) {
                region = region.with(p, levels(packages.get(p).versions(), alternatives));
            }
        }
        return region;
    }

    private static BitSet levels(List<String> versions, List<String> alternatives) {
        BitSet levels = new BitSet();
        for (String alternative : alternatives) {
            SpecifierSet specifiers = SpecifierSet.parse(alternative);
            for (int level = 0; level < versions.size(); level++) {
                if (specifiers.contains(Version.parse(versions.get(level)))) {
                    levels.set(level);
                }
            }
        }
        return levels;
    }

    Stack stack(StackPoint point) {
        return new Stack(ids(point).stream().map(members::get).toList());
    }
}
