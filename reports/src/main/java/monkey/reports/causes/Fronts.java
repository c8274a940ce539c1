package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stacks of a region that lie farthest out for two or three packages together.
 *
 * <p><b>Idea.</b> A stack of a region passes, although all that was seen there fails, where the region is really several
 * causes and the stack misses each of them: one by being too new in one package, the next by being too old in another. So of
 * each two packages, and each two directions, every stack asks for a failing one that is at least as far out in both. It is
 * enough to have run those that no other goes beyond: where nothing keeps versions apart that is the one corner; where
 * requirements do, as of packages released together, it is a whole flank, of which the outermost versions say nothing.
 *
 * <p>Of three packages a flank can be too much to be run. If the three causes end anywhere with equal chance, a place on it
 * matters as much as there are combinations of ends beyond which it lies and nothing else that is to be run: taking the place
 * that has most of them, again and again, leaves the corners, and of a flank the places far apart ({@link Flank}).
 *
 * <p>A package that is absent is at no end: stacks without it are held against stacks without it.
 */
final class Fronts {
    private final List<StackPoint> stacks;

    /** @param stacks of the region, as many as are known */
    Fronts(Collection<StackPoint> stacks) {
        this.stacks = List.copyOf(stacks);
    }

    /**
     * For each stack the numbers of those places on the front of two or three packages where it is; below 2^20, and equal for
     * two stacks that have the same versions of them.
     */
    Map<StackPoint, List<Integer>> whole(int... packages) {
        return of((front, all, directions) -> front, packages);
    }

    /** Of these, the places that are worth most. */
    Map<StackPoint, List<Integer>> thinned(int... packages) {
        return of(Flank::thinned, packages);
    }

    @FunctionalInterface
    private interface Choice {
        List<List<Integer>> of(List<List<Integer>> front, Set<List<Integer>> all, int directions);
    }

    private Map<StackPoint, List<Integer>> of(Choice choice, int... packages) {
        Map<Integer, Map<List<Integer>, List<StackPoint>>> byPresence = new LinkedHashMap<>();
        for (StackPoint stack : stacks) {
            int presence = 0;
            List<Integer> levels = new ArrayList<>(packages.length);
            for (int i = 0; i < packages.length; i++) {
                presence |= stack.has(packages[i]) ? 1 << i : 0;
                levels.add(stack.level(packages[i]));
            }
            byPresence
                    .computeIfAbsent(presence, none -> new LinkedHashMap<>())
                    .computeIfAbsent(levels, none -> new ArrayList<>())
                    .add(stack);
        }
        Map<StackPoint, List<Integer>> places = new HashMap<>();
        byPresence.forEach((presence, met) -> {
            for (int directions = 0; directions < 1 << packages.length; directions++) {
                if ((directions & ~presence) != 0) {
                    continue; // What is absent has one direction only.
                }
                int number = 0;
                for (List<Integer> levels : choice.of(front(met.keySet(), directions), met.keySet(), directions)) {
                    int place = (presence << 3 | directions) << 14 | number++;
                    met.get(levels)
                            .forEach(stack -> places.computeIfAbsent(stack, none -> new ArrayList<>())
                                    .add(place));
                }
            }
        });
        return places;
    }

    private static List<List<Integer>> front(Set<List<Integer>> all, int directions) {
        return all.stream()
                .filter(levels ->
                        all.stream().noneMatch(other -> !other.equals(levels) && isAsFar(other, levels, directions)))
                .toList();
    }

    /** Directions: a bit for each package, set for newer. */
    static boolean isAsFar(List<Integer> one, List<Integer> other, int directions) {
        for (int i = 0; i < one.size(); i++) {
            if ((directions >> i & 1) == 1 ? one.get(i) < other.get(i) : one.get(i) > other.get(i)) {
                return false;
            }
        }
        return true;
    }
}
