package monkey.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.StackMember;
import monkey.jobs.choose.GraphText;
import monkey.reports.causes.Region;
import monkey.reports.causes.StackPoint;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.client.StackStream;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import org.junit.jupiter.api.Test;

/** The resolver's process asked by regions, against a list of all stacks looked through one by one. */
class ResolvedSpaceTest {
    /** Three packages that are always there, and one that only newer versions of the first bring. */
    private static final String GRAPH = """
            types 0 0 0 1 1 1 2 2 2 3 3 3
            direct 0 1 2
            direct 3 4 5
            direct 6 7 8
            pair 0 3
            pair 0 4
            pair 0 5
            pair 1 4
            pair 1 5
            pair 1 9
            pair 1 10
            pair 2 5
            pair 2 10
            pair 2 11
            pair 11 6
            pair 11 8
            """;

    @Test
    void everyAnswerIsThatOfTheListOfAllStacks() {
        Graph graph = GraphText.read(GRAPH);
        Landscape landscape = landscape();
        try (ResolverProcess resolver = ResolverProcess.start(
                ResolverProcess.command(
                        System.getProperty("java.home") + "/bin/java", System.getProperty("java.class.path"), 64),
                graph)) {
            Set<StackPoint> all = new HashSet<>();
            try (StackStream stream = resolver.stacks(Request.stacks(Strategy.ALL))) {
                for (int[] ids; (ids = stream.next()) != null; ) {
                    all.add(landscape.point(ids));
                }
            }
            assertTrue(all.size() > 20, "stacks: " + all.size());
            ResolvedSpace space = new ResolvedSpace(resolver, graph, landscape);
            Random random = new Random(3);
            for (int i = 0; i < 60; i++) {
                Region region = region(random);
                List<StackPoint> within = all.stream().filter(region::contains).toList();
                assertEquals(Optional.of(BigInteger.valueOf(within.size())), space.count(region), region.toString());
                StackPoint target =
                        new StackPoint(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(4) - 1);
                Optional<StackPoint> nearest = space.nearest(target, region);
                assertEquals(
                        within.stream().mapToInt(stack -> stack.distance(target)).min().stream()
                                .boxed()
                                .findFirst(),
                        nearest.map(stack -> stack.distance(target)));
                assertTrue(nearest.stream().allMatch(within::contains));
                assertEquals(new HashSet<>(within), new HashSet<>(space.sample(region, 1000, i)));
                Set<List<Integer>> covered = new HashSet<>();
                space.cover(region, i).forEach(stack -> covered.addAll(versions(stack)));
                within.forEach(stack -> assertTrue(covered.containsAll(versions(stack)), region + " lacks " + stack));
            }
            assertTrue(space.isStack(all.iterator().next()));
        }
    }

    private static Region region(Random random) {
        Region region = Region.EVERYTHING;
        for (int p = 0; p < 4; p++) {
            BitSet levels = new BitSet();
            for (int level = 0; level < 3; level++) {
                levels.set(level, random.nextInt(3) > 0);
            }
            switch (random.nextInt(4)) {
                case 0 -> region = region.with(p, levels);
                case 1 -> region = region.withOrAbsent(p, levels);
                default -> {}
            }
        }
        return region;
    }

    private static List<List<Integer>> versions(StackPoint stack) {
        List<List<Integer>> versions = new ArrayList<>();
        for (int p = 0; p < stack.size(); p++) {
            if (stack.has(p)) {
                versions.add(List.of(p, stack.level(p)));
            }
        }
        return versions;
    }

    private static Landscape landscape() {
        long[] distributions = new long[12];
        Map<Long, StackMember> members = new HashMap<>();
        for (int id = 0; id < 12; id++) {
            distributions[id] = 100 + id;
            members.put(
                    100L + id, new StackMember(100L + id, "p" + id / 3, (1 + id % 3) + ".0", "index", "f", "u", null));
        }
        return new Landscape(new RunGraph(GRAPH, distributions), members);
    }
}
