package monkey.reports.causes;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.Neighbourhood;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.text.TextGraphReader;

/** Causes planted into the space of a real root, too large to be written down: regions are compared by exact counts. */
final class RealSpaces implements SpaceOracle {
    private static final String KNOWN = "scripts/benchmarks/findings/known-causes";
    private static final int TRIED = 60;
    /** As many as the experiments choose. */
    private static final int KNOWN_TRIED = 30;

    private static final int BUDGET = 200;
    private static final int WIDTH = 2;
    private static final long SEED = 7;
    private static final Map<String, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("Verification.holdBeside", "beside");
        PHASES.put("Verification.verified", "verified");
        PHASES.put("Inside.tried", "inside");
        PHASES.put("Inside.tryGaps", "gaps");
        PHASES.put("Narrowing.narrow", "narrowed");
        PHASES.put("Bisection.turn", "bisected");
        PHASES.put("Explainer.culprit", "culprit");
        PHASES.put("Edges.tryBeyond", "beyond");
        PHASES.put("Edges.holdStill", "still");
        PHASES.put("Edges.tryAgain", "again");
        PHASES.put("Laboratory.decide", "decided");
    }

    private final Graph graph;
    private final List<PackageCandidates> candidates = new ArrayList<>();
    private final List<int[]> ids = new ArrayList<>();
    private final Map<Integer, int[]> placeOfId = new TreeMap<>();
    private final Map<Region, StackSpace> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Region, StackSpace> eldest) {
            return size() > 200;
        }
    };

    private RealSpaces(Graph graph, List<String> named) {
        this.graph = graph;
        Map<Integer, List<Integer>> byType = new TreeMap<>();
        for (int id = 0; id < graph.idCount(); id++) {
            byType.computeIfAbsent(graph.typeOf(id), type -> new ArrayList<>()).add(id);
        }
        for (List<Integer> members : byType.values()) {
            List<Integer> oldestFirst = new ArrayList<>(members);
            if (named.isEmpty()) {
                Collections.reverse(oldestFirst); // Ids come newest first.
            } else {
                oldestFirst.sort(Comparator.comparing(id -> Version.parse(named.get(id).split("==")[1])));
            }
            for (int level = 0; level < oldestFirst.size(); level++) {
                placeOfId.put(oldestFirst.get(level), new int[] {ids.size(), level});
            }
            candidates.add(new PackageCandidates(
                    named.isEmpty() ? "p" + ids.size() : named.get(oldestFirst.get(0)).split("==")[0],
                    oldestFirst.stream()
                            .map(id -> named.isEmpty() ? Integer.toString(id) : named.get(id).split("==")[1])
                            .toList()));
            ids.add(oldestFirst.stream().mapToInt(id -> id).toArray());
        }
    }

    /** What is planted: so many causes of so many packages at most. */
    private record Kind(int causes, int packages) {}

    private static final List<Kind> KINDS =
            List.of(new Kind(1, 1), new Kind(1, 2), new Kind(1, 3), new Kind(2, 2), new Kind(3, 2));

    /** Rows for a graph: what is known to be to blame there, if anything is, and what could be. */
    static void rows(String file, int runs) throws Exception {
        Graph graph;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            graph = TextGraphReader.read(in);
        }
        List<String> named = Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.matches("types .*==.*"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        RealSpaces space = new RealSpaces(graph, named);
        String name = Path.of(file).getFileName().toString().replaceAll("[.].*", "");
        List<Region> known = space.known(name);
        if (!known.isEmpty()) {
            space.row(name + ", as known", List.of(known), KNOWN_TRIED);
        }
        for (Kind kind : KINDS) {
            if (runs > 1) {
                space.row(
                        name + ", " + kind.causes() + " of " + kind.packages(),
                        Stream.iterate(0L, seed -> seed + 1)
                                .map(seed -> space.planted(kind, new Random(seed)))
                                .filter(space::isOfUse)
                                .limit(runs)
                                .toList(),
                        TRIED);
            }
        }
    }

    private List<Region> known(String name) throws Exception {
        List<Region> causes = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(KNOWN))) {
            if (line.startsWith(name + ": ")) {
                Region cause = Region.EVERYTHING;
                for (String condition : line.substring(name.length() + 2).split(", ")) {
                    int p = candidates.stream()
                            .map(PackageCandidates::name)
                            .toList()
                            .indexOf(condition.split(" ")[0]);
                    SpecifierSet specifiers = SpecifierSet.parse(condition.split(" ")[1]);
                    BitSet levels = new BitSet();
                    List<String> versions = candidates.get(p).versions();
                    for (int level = 0; level < versions.size(); level++) {
                        levels.set(level, specifiers.contains(Version.parse(versions.get(level))));
                    }
                    cause = cause.with(p, levels);
                }
                causes.add(cause);
            }
        }
        return causes;
    }

    private List<Region> planted(Kind kind, Random random) {
        List<Region> causes = new ArrayList<>();
        while (causes.size() < kind.causes()) {
            Region cause = Region.EVERYTHING;
            while (cause.levels().size() < kind.packages()) {
                int p = random.nextInt(ids.size());
                int versions = ids.get(p).length;
                if (versions > 1 && !cause.levels().containsKey(p)) {
                    int cut = 1 + random.nextInt(versions - 1);
                    cause = cause.with(
                            p, random.nextBoolean() ? Region.levels(0, cut - 1) : Region.levels(cut, versions - 1));
                }
            }
            causes.add(cause);
        }
        return causes;
    }

    /** Each cause has to be seen by itself among what is tried, and something has to pass. */
    private boolean isOfUse(List<Region> causes) {
        List<StackPoint> tried = sample(Region.EVERYTHING, TRIED, causes.hashCode());
        return causes.stream()
                        .allMatch(cause -> tried.stream()
                                .anyMatch(stack -> causes.stream()
                                        .allMatch(other -> other.contains(stack) == (other == cause))))
                && tried.stream().anyMatch(stack -> observed(causes, stack) == Observation.PASSED);
    }

    private void row(String name, List<List<Region>> worlds, int most) {
        int runs = worlds.size();
        int[] probes = new int[runs];
        int exact = 0;
        int within = 0;
        int proven = 0;
        int falselyProven = 0;
        int unproven = 0;
        Map<String, Integer> phases = new TreeMap<>();
        for (int run = 0; run < runs; run++) {
            List<Region> truth = worlds.get(run);
            List<Known> before = (most == KNOWN_TRIED
                            ? first(space(Region.EVERYTHING).cover(2, SEED), Region.EVERYTHING, most, most)
                            : sample(Region.EVERYTHING, most, truth.hashCode()))
                    .stream()
                    .map(stack -> new Known(stack, observed(truth, stack), 1))
                    .toList();
            Causes found = new CauseSearch(
                            candidates,
                            this,
                            stacks -> {
                                phases.merge(phase(), stacks.size(), Integer::sum);
                                return stacks.stream()
                                        .map(stack -> observed(truth, stack))
                                        .toList();
                            },
                            WIDTH,
                            SEED)
                    .explain(before, BUDGET);
            boolean isExact = isAll(truth, Cause.regions(found.causes())) && isAll(Cause.regions(found.causes()), truth);
            exact += isExact ? 1 : 0;
            within += isExact && found.probes() <= truth.size() * Explanations.allowance(candidates) ? 1 : 0;
            List<Cause> sure = found.causes().stream().filter(Cause::proven).toList();
            proven += sure.size();
            unproven += found.causes().size() - sure.size();
            falselyProven += (int) sure.stream()
                    .filter(one -> !isAll(List.of(one.region()), truth))
                    .count();
            probes[run] = found.probes();
            if (most == KNOWN_TRIED || Boolean.getBoolean("each")) {
                System.out.println("  " + found.probes() + " probes: " + told(found) + (isExact ? "" : " instead of " + told(truth)));
            }
        }
        Arrays.sort(probes);
        System.out.printf(
                "| %s | %d of %d | %d | %d | %d | %d | %d, %d | %s |%n",
                name,
                exact,
                runs,
                within,
                probes[runs / 2],
                probes[(int) (runs * 0.95)],
                unproven,
                proven,
                falselyProven,
                phases);
    }

    private List<String> told(Causes found) {
        return found.causes().stream()
                .map(cause -> told(List.of(cause.region())).get(0)
                        + (cause.proven() ? " proven, " : " suspected, " + cause.missing() + " more, ") + cause.probes())
                .toList();
    }

    private List<String> told(List<Region> regions) {
        return regions.stream()
                .map(region -> region.levels().entrySet().stream()
                        .map(limit -> {
                            PackageCandidates one = candidates.get(limit.getKey());
                            int first = limit.getValue().nextSetBit(0);
                            int last = limit.getValue().length() - 1;
                            return one.name() + (first > 0 ? " >=" + one.versions().get(first) : "")
                                    + (last < one.versions().size() - 1 ? " <=" + one.versions().get(last) : "");
                        })
                        .collect(Collectors.joining(" with ")))
                .toList();
    }

    /** Whether every stack of the first is one of the others', by exact counts. */
    private boolean isAll(List<Region> these, List<Region> others) {
        return these.stream()
                .flatMap(region -> Remainder.of(region, others, candidates).stream())
                .allMatch(part -> count(part).orElseThrow().signum() == 0);
    }

    /** What of the search asks for a probe now. */
    private static String phase() {
        return StackWalker.getInstance().walk(frames -> {
            List<String> names = frames.map(frame -> frame.getClassName().replaceAll(".*[.]", "") + "." + frame.getMethodName())
                    .toList();
            for (Map.Entry<String, String> one : PHASES.entrySet()) {
                if (names.contains(one.getKey())) {
                    return one.getValue();
                }
            }
            return "other";
        });
    }

    private static Observation observed(List<Region> truth, StackPoint stack) {
        for (int i = 0; i < truth.size(); i++) {
            if (truth.get(i).contains(stack)) {
                return Observation.failed("planted " + i);
            }
        }
        return Observation.PASSED;
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
