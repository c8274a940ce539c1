package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import monkey.resolver.client.ResolverException;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.client.StackStream;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;

/**
 * The space as the resolver's process knows it. A range of versions is asked for by forbidding all others, one by one. That a
 * package be there at all cannot be asked for so: where it is not in every stack, stacks without it are counted apart and
 * taken off, and passed over in streams. Not thread-safe.
 *
 * <p>Cost: the resolver compiles the space of each new region, some milliseconds for most.
 */
final class ResolvedSpace implements SpaceOracle {
    /** How many neighbours without a package are passed over before its versions are asked for one by one. */
    private static final int PASSED_OVER = 200;

    private final ResolverProcess resolver;
    private final Graph graph;
    private final Landscape landscape;
    private final Map<Integer, Boolean> always = new HashMap<>();
    private final Map<Region, Optional<BigInteger>> counts = new HashMap<>();

    ResolvedSpace(ResolverProcess resolver, Graph graph, Landscape landscape) {
        this.resolver = resolver;
        this.graph = graph;
        this.landscape = landscape;
    }

    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        if (within.contains(target) && isStack(target)) {
            return Optional.of(target);
        }
        Request neighbours = Request.stacks(Strategy.NEIGHBOURS)
                .withFrom(landscape.ids(target))
                .withDistance(target.size());
        List<StackPoint> first = stacks(limited(neighbours, within), within, 1, PASSED_OVER);
        if (!first.isEmpty() || sometimesAbsent(within).isEmpty()) {
            return first.stream().findFirst();
        }
        return nearestByRequiring(neighbours, target, within);
    }

    /** For packages that few of the neighbours have: each of their versions in turn, the target's own neighbours first. */
    private Optional<StackPoint> nearestByRequiring(Request neighbours, StackPoint target, Region within) {
        int p = sometimesAbsent(within).get(0);
        return within.levels().get(p).stream()
                .boxed()
                .sorted(Comparator.comparingInt(level -> Math.abs(level - target.level(p))))
                .map(level -> {
                    Region narrower = within.with(p, only(level));
                    return stacks(limited(neighbours, narrower), narrower, 1, PASSED_OVER);
                })
                .filter(found -> !found.isEmpty())
                .map(found -> found.get(0))
                .findFirst();
    }

    private static BitSet only(int level) {
        BitSet only = new BitSet();
        only.set(level);
        return only;
    }

    /** Whether these versions, and no others, are a stack. */
    boolean isStack(StackPoint point) {
        Request all = Request.stacks(Strategy.ALL).withRequired(landscape.ids(point));
        List<StackPoint> found = stacks(all, Region.EVERYTHING, 1, 1);
        return !found.isEmpty() && found.get(0).equals(point);
    }

    @Override
    public List<StackPoint> sample(Region within, int most, long seed) {
        Request request = Request.stacks(Strategy.SAMPLE).withSeed(seed);
        return stacks(limited(request, within), within, most, 8L * most);
    }

    @Override
    public List<StackPoint> cover(Region within, long seed) {
        Optional<Integer> apart = sometimesAbsent(within).stream().findFirst();
        if (apart.isPresent()) {
            // Covers need not have it where stacks without it hold the same versions of the others.
            return within.levels().get(apart.get()).stream()
                    .mapToObj(level -> within.with(apart.get(), only(level)))
                    .flatMap(narrower -> cover(narrower, seed).stream())
                    .distinct()
                    .toList();
        }
        List<Integer> types = new ArrayList<>();
        for (int p = 0; p < landscape.packages().size(); p++) {
            types.add(graph.typeOf(landscape.id(p, 0)));
        }
        Request request =
                Request.stacks(Strategy.COVER).withStrength(1).withOf(types).withSeed(seed);
        return stacks(limited(request, within), within, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public Optional<BigInteger> count(Region within) {
        return counts.computeIfAbsent(within, region -> {
            try {
                return Optional.of(counted(region));
            } catch (ResolverException tooEntangled) {
                return Optional.empty();
            }
        });
    }

    /** Stacks within the ranges, less those that lack one of the packages: by inclusion and exclusion, as they may lack several. */
    private BigInteger counted(Region region) {
        if (isEmpty(region)) {
            return BigInteger.ZERO;
        }
        List<Integer> apart = sometimesAbsent(region);
        BigInteger sum = BigInteger.ZERO;
        for (int subset = 0; subset < 1 << apart.size(); subset++) {
            Region lacking = region;
            for (int i = 0; i < apart.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    lacking = lacking.withOrAbsent(apart.get(i), new BitSet());
                }
            }
            BigInteger part = resolver.count(
                    Request.count().withRequired(required(lacking)).withForbidden(forbidden(lacking)));
            sum = Integer.bitCount(subset) % 2 == 0 ? sum.add(part) : sum.subtract(part);
        }
        return sum;
    }

    /** Whether it wants a package at no version at all. */
    private static boolean isEmpty(Region region) {
        return region.levels().entrySet().stream()
                .anyMatch(limit ->
                        limit.getValue().isEmpty() && !region.mayBeAbsent().contains(limit.getKey()));
    }

    private Request limited(Request request, Region within) {
        return request.withRequired(required(within)).withForbidden(forbidden(within));
    }

    private List<Integer> required(Region region) {
        List<Integer> required = new ArrayList<>();
        region.levels().forEach((p, levels) -> {
            if (levels.cardinality() == 1 && !region.mayBeAbsent().contains(p)) {
                required.add(landscape.id(p, levels.nextSetBit(0)));
            }
        });
        return required;
    }

    private List<int[]> forbidden(Region region) {
        List<int[]> forbidden = new ArrayList<>();
        region.levels().forEach((p, levels) -> {
            int[] ids = landscape.ids(p);
            for (int level = 0; level < ids.length; level++) {
                if (!levels.get(level)) {
                    forbidden.add(new int[] {ids[level]});
                }
            }
        });
        return forbidden;
    }

    /** Packages that the region wants, by a choice of several versions, and that are not in every stack. */
    private List<Integer> sometimesAbsent(Region region) {
        return region.levels().keySet().stream()
                .filter(p -> !region.mayBeAbsent().contains(p))
                .filter(p -> region.levels().get(p).cardinality() > 1)
                .filter(p -> !isAlwaysThere(p))
                .toList();
    }

    private boolean isAlwaysThere(int packageIndex) {
        return always.computeIfAbsent(packageIndex, p -> {
            List<int[]> all = new ArrayList<>();
            for (int id : landscape.ids(p)) {
                all.add(new int[] {id});
            }
            return !resolver.isFeasible(Request.feasible().withForbidden(all));
        });
    }

    private List<StackPoint> stacks(Request request, Region within, int most, long looks) {
        List<StackPoint> found = new ArrayList<>();
        if (within.levels().values().stream().anyMatch(BitSet::isEmpty)
                && within.mayBeAbsent().isEmpty()) {
            return found;
        }
        try (StackStream stream = resolver.stacks(request.withLimit(looks))) {
            for (int[] ids; found.size() < most && (ids = stream.next()) != null; ) {
                StackPoint point = landscape.point(ids);
                if (within.contains(point)) {
                    found.add(point);
                }
            }
        } catch (ResolverException refused) {
            throw new IllegalStateException(
                    "the resolver does not answer a search for causes: " + refused.getMessage(), refused);
        }
        return found;
    }
}
