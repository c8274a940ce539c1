package monkey.reports.causes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One search in a made-up world, and what it is worth by the truth. */
record Trial(GeneratedSpaces.Generated world, Planted truth, List<Known> before, Causes found) {
    static Trial of(GeneratedSpaces.Generated world, Planted truth, int tried, int budget, int width, long seed) {
        ProbeOracle oracle = truth.oracle();
        List<Known> before = new ArrayList<>();
        List<StackPoint> stacks = world.space().sample(Region.EVERYTHING, tried, seed);
        List<Observation> observed = oracle.run(stacks);
        for (int i = 0; i < stacks.size(); i++) {
            before.add(new Known(stacks.get(i), observed.get(i), 1));
        }
        CauseSearch search = new CauseSearch(world.packages(), world.space(), oracle, width, seed);
        return new Trial(world, truth, before, search.explain(before, budget));
    }

    /** What fails by the causes that showed themselves alone before the search: of others nothing can be known. */
    Set<StackPoint> failing() {
        List<Region> seen = truth.causes().stream()
                .filter(cause -> before.stream()
                        .anyMatch(known -> cause.contains(known.stack())
                                && truth.causes().stream()
                                                .filter(other -> other.contains(known.stack()))
                                                .count()
                                        == 1
                                && known.observation().kind() == Observation.Kind.FAILED))
                .toList();
        Set<StackPoint> failing = new HashSet<>();
        seen.forEach(cause -> failing.addAll(world.space().in(cause)));
        return failing;
    }

    /** Whether what is blamed is all that fails by the causes seen, and nothing that passes. */
    boolean isExactOfSeen() {
        Set<StackPoint> blamed = blamed();
        return blamed.containsAll(failing()) && blamed.stream().allMatch(truth::fails);
    }

    Set<StackPoint> blamed() {
        Set<StackPoint> blamed = new HashSet<>();
        found.causes().forEach(cause -> blamed.addAll(world.space().in(cause.region())));
        return blamed;
    }

    /** Whether what is blamed is exactly what fails. */
    boolean isExact() {
        return blamed().equals(truth.failing(world.space().stacks()));
    }

    /** Proven causes with a stack in them that does not fail. */
    List<Cause> falselyProven() {
        return found.causes().stream()
                .filter(Cause::proven)
                .filter(cause -> !world.space().in(cause.region()).stream().allMatch(truth::fails))
                .toList();
    }

    @Override
    public String toString() {
        return truth.causes() + " planted, found "
                + found.causes().stream()
                        .map(cause -> cause.region() + (cause.proven() ? " proven" : ""))
                        .toList() + " with "
                + found.probes() + " probes in world " + truth.seed();
    }
}
