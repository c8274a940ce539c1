package monkey.reports.causes;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.Neighbourhood;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.text.TextGraphReader;

/** Causes planted into the space of a real root, too large to be written down: regions are compared by exact counts. */
final class RealSpaces implements SpaceOracle {
    private final Graph graph;
    private final List<int[]> ids = new ArrayList<>();
    private final Map<Integer, int[]> placeOfId = new TreeMap<>();
    private final Map<Region, StackSpace> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Region, StackSpace> eldest) {
            return size() > 200;
        }
    };

    private RealSpaces(Graph graph) {
        this.graph = graph;
        Map<Integer, List<Integer>> byType = new TreeMap<>();
        for (int id = 0; id < graph.idCount(); id++) {
            byType.computeIfAbsent(graph.typeOf(id), type -> new ArrayList<>()).add(id);
        }
        for (List<Integer> members : byType.values()) {
            // Ids come newest first.
            int[] levels = new int[members.size()];
            for (int level = 0; level < levels.length; level++) {
                levels[level] = members.get(members.size() - 1 - level);
                placeOfId.put(levels[level], new int[] {ids.size(), level});
            }
            ids.add(levels);
        }
    }

    static void rows(String file, int runs) throws Exception {
        Graph graph;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            graph = TextGraphReader.read(in);
        }
        RealSpaces space = new RealSpaces(graph);
        for (int packages = 1; packages <= 3; packages++) {
            space.row(Path.of(file).getFileName().toString(), packages, runs);
        }
    }

    private void row(String name, int packages, int runs) {
        List<PackageCandidates> candidates = new ArrayList<>();
        for (int p = 0; p < ids.size(); p++) {
            candidates.add(new PackageCandidates("p" + p, Arrays.stream(ids.get(p)).mapToObj(Integer::toString).toList()));
        }
        int[] probes = new int[runs];
        int done = 0;
        int exact = 0;
        int within = 0;
        int proven = 0;
        int falselyProven = 0;
        for (long seed = 0; done < runs; seed++) {
            Random random = new Random(seed);
            Region cause = Region.EVERYTHING;
            while (cause.levels().size() < packages) {
                int p = random.nextInt(ids.size());
                int versions = ids.get(p).length;
                if (versions > 1 && !cause.levels().containsKey(p)) {
                    int cut = 1 + random.nextInt(versions - 1);
                    cause = cause.with(
                            p, random.nextBoolean() ? Region.levels(0, cut - 1) : Region.levels(cut, versions - 1));
                }
            }
            List<StackPoint> tried = sample(Region.EVERYTHING, 60, seed);
            Region truth = cause;
            long failing = tried.stream().filter(truth::contains).count();
            if (failing == 0 || failing == tried.size()) {
                continue;
            }
            List<Known> before = tried.stream()
                    .map(stack -> new Known(stack, observed(truth, stack), 1))
                    .toList();
            Causes found = new CauseSearch(
                            candidates,
                            this,
                            stacks -> stacks.stream().map(stack -> observed(truth, stack)).toList(),
                            1,
                            seed)
                    .explain(before, 200);
            boolean isExact = found.causes().size() == 1 && same(found.causes().get(0).region(), truth);
            exact += isExact ? 1 : 0;
            within += isExact && found.probes() <= Explanations.allowance(candidates) ? 1 : 0;
            proven += (int) found.causes().stream().filter(Cause::proven).count();
            falselyProven += (int) found.causes().stream()
                    .filter(Cause::proven)
                    .filter(one -> !count(one.region()).equals(count(one.region().and(truth))))
                    .count();
            probes[done++] = found.probes();
        }
        Arrays.sort(probes);
        System.out.printf(
                "| %s, %d packages: %d to blame | this | %.1f %% | | | %d | %d | %.1f %% | %d | %d |%n",
                name,
                ids.size(),
                packages,
                100.0 * exact / runs,
                probes[runs / 2],
                probes[(int) (runs * 0.95)],
                100.0 * within / runs,
                proven,
                falselyProven);
    }

    private boolean same(Region one, Region other) {
        Optional<BigInteger> both = count(one.and(other));
        return both.equals(count(one)) && both.equals(count(other));
    }

    private static Observation observed(Region truth, StackPoint stack) {
        return truth.contains(stack) ? Observation.failed("planted") : Observation.PASSED;
    }

    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        List<Integer> centre = new ArrayList<>();
        for (int p = 0; p < target.size(); p++) {
            if (target.has(p)) {
                centre.add(ids.get(p)[target.level(p)]);
            }
        }
        StackSpace space = space(within);
        int[] own = centre.stream().mapToInt(i -> i).toArray();
        if (within.contains(target) && space.contains(own)) {
            return Optional.of(target);
        }
        return first(new Neighbourhood(space.diagram(), graph, own, target.size()), within, 1, 300).stream()
                .findFirst();
    }

    @Override
    public List<StackPoint> sample(Region within, int most, long seed) {
        return first(space(within).sample(seed), within, most, 8L * most);
    }

    @Override
    public List<StackPoint> cover(Region within, long seed) {
        return first(space(within).cover(1, seed), within, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public Optional<BigInteger> count(Region within) {
        List<Integer> wanted = within.levels().keySet().stream()
                .filter(p -> !within.mayBeAbsent().contains(p))
                .toList();
        BigInteger sum = BigInteger.ZERO;
        for (int subset = 0; subset < 1 << wanted.size(); subset++) {
            Region lacking = within;
            for (int i = 0; i < wanted.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    lacking = lacking.withOrAbsent(wanted.get(i), new BitSet());
                }
            }
            BigInteger part = space(lacking).count();
            sum = Integer.bitCount(subset) % 2 == 0 ? sum.add(part) : sum.subtract(part);
        }
        return Optional.of(sum);
    }

    private StackSpace space(Region region) {
        return compiled.computeIfAbsent(region, wanted -> {
            List<int[]> forbidden = new ArrayList<>();
            List<Integer> required = new ArrayList<>();
            wanted.levels().forEach((p, levels) -> {
                for (int level = 0; level < ids.get(p).length; level++) {
                    if (!levels.get(level)) {
                        forbidden.add(new int[] {ids.get(p)[level]});
                    }
                }
                if (levels.cardinality() == 1 && !wanted.mayBeAbsent().contains(p)) {
                    required.add(ids.get(p)[levels.nextSetBit(0)]);
                }
            });
            return StackSpace.compile(graph, new Limits(required, forbidden), Patience.endless());
        });
    }

    private List<StackPoint> first(StackCursor cursor, Region within, int most, long looks) {
        List<StackPoint> found = new ArrayList<>();
        for (long look = 0; look < looks && found.size() < most && cursor.next(); look++) {
            int[] levels = new int[ids.size()];
            Arrays.fill(levels, StackPoint.ABSENT);
            for (int i = 0; i < cursor.size(); i++) {
                int[] place = placeOfId.get(cursor.ids()[i]);
                levels[place[0]] = place[1];
            }
            StackPoint stack = new StackPoint(levels);
            if (within.contains(stack)) {
                found.add(stack);
            }
        }
        return found;
    }
}
