package monkey.reports.causes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What can be said when nothing more can be run: the box is cut until no stack known to pass is in it, each time at the
 * package that sets it apart best. A suspicion, worth saying because it says where to go on.
 */
final class Guess {
    private Guess() {}

    static Box cut(Box start, Laboratory laboratory) {
        Box box = start;
        List<StackPoint> failing =
                laboratory.all(Ruling.FAILS, box.region()::contains).toList();
        while (true) {
            Box now = box;
            List<StackPoint> passing =
                    laboratory.all(Ruling.PASSES, now.region()::contains).toList();
            if (passing.isEmpty()) {
                return now;
            }
            Optional<Box> best = passing.get(0).differences(now.centre()).stream()
                    .filter(p -> passing.get(0).has(p) && now.centre().has(p))
                    .map(p -> cut(now, p, passing.get(0).level(p)))
                    .max(Comparator.comparingLong((Box cut) -> worth(cut, failing, passing)));
            if (best.isEmpty()) {
                return now;
            }
            box = best.get();
        }
    }

    private static Box cut(Box box, int p, int outside) {
        return outside > box.centre().level(p)
                ? box.limited(new Box.Edge(p, Side.NEWER), outside - 1)
                : box.limited(new Box.Edge(p, Side.OLDER), outside + 1);
    }

    /** Failing stacks kept and passing ones left out. */
    private static long worth(Box box, List<StackPoint> failing, List<StackPoint> passing) {
        Region region = box.region();
        return failing.stream().filter(region::contains).count()
                - passing.stream().filter(region::contains).count();
    }
}
