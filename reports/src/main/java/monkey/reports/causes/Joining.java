package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one cause of those that are alike but for one package's versions: parts of a range with a hole in it. */
final class Joining {
    private Joining() {}

    static List<Cause> joined(List<Cause> causes, SpaceOracle space) {
        List<Cause> joined = new ArrayList<>(causes);
        for (int i = 0; i < joined.size(); i++) {
            for (int k = i + 1; k < joined.size(); k++) {
                Optional<Integer> only =
                        onlyDifference(joined.get(i).region(), joined.get(k).region());
                if (only.isPresent()) {
                    joined.set(i, join(joined.get(i), joined.get(k), only.get(), space));
                    joined.remove(k);
                    k = i;
                }
            }
        }
        return joined;
    }

    private static Optional<Integer> onlyDifference(Region one, Region other) {
        if (!one.levels().keySet().equals(other.levels().keySet())) {
            return Optional.empty();
        }
        List<Integer> differing = one.levels().keySet().stream()
                .filter(p -> !one.levels().get(p).equals(other.levels().get(p)))
                .toList();
        return differing.size() == 1 ? Optional.of(differing.get(0)) : Optional.empty();
    }

    private static Cause join(Cause one, Cause other, int p, SpaceOracle space) {
        BitSet levels = (BitSet) one.region().levels().get(p).clone();
        levels.or(other.region().levels().get(p));
        Region region = one.region().with(p, levels);
        Set<StackPoint> inside = new LinkedHashSet<>(one.inside());
        inside.addAll(other.inside());
        Set<Border> borders = new LinkedHashSet<>(one.borders());
        borders.addAll(other.borders());
        return new Cause(
                region,
                one.proven() && other.proven(),
                List.copyOf(inside),
                List.copyOf(borders),
                space.count(region),
                one.probes() + other.probes(),
                one.missing() + other.missing());
    }
}
