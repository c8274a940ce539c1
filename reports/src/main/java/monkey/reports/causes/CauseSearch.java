package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explains failing stacks, one cause after the other, until none is left unexplained or no probe is left.
 *
 * <p><b>Idea.</b> Of the stacks that fail and lie in no cause found so far, take one that is nearest to a stack that passes:
 * its cause is cheapest to find ({@link Explainer}). Whether stacks fail is all that counts here: one cause may show itself
 * in several ways, and one way may have several causes; the ways only decide who goes first. Then join what differs in one
 * package only, as the parts of a range with a hole do.
 *
 * <p>Equal knowledge, answers and seed give the same probes in the same order. So a search that was cut off is gone on with by
 * searching again, with the answers of its probes kept.
 */
public final class CauseSearch {
    private static final int MOST_REVISIONS = 12;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final ProbeOracle probes;
    private final int width;
    private final long seed;

    /** @param width how many stacks the oracle runs side by side; at least 1 */
    public CauseSearch(List<PackageCandidates> packages, SpaceOracle space, ProbeOracle probes, int width, long seed) {
        this.packages = List.copyOf(packages);
        this.space = space;
        this.probes = probes;
        this.width = width;
        this.seed = seed;
    }

    /** @param budget how many probes may be run in all */
    public Causes explain(Collection<Known> known, int budget) {
        Laboratory laboratory = new Laboratory(known, probes, budget);
        List<Cause> causes = new ArrayList<>();
        Set<StackPoint> given = new LinkedHashSet<>();
        try {
            if (laboratory.all(Ruling.FAILS).findAny().isPresent()) {
                lookForPassing(laboratory);
                search(laboratory, causes, given);
            }
        } catch (ProbesSpentException e) {
            // Only the first probes, those that look for a stack that passes, end here.
        }
        List<Cause> joined = new Steadiness(laboratory, packages)
                .notByChance(Superfluous.removed(Joining.joined(causes, space), space, packages));
        return new Causes(
                joined,
                laboratory
                        .all(Ruling.FAILS, stack -> isUnexplained(stack, joined))
                        .toList(),
                laboratory.all(Ruling.FLAKY).toList(),
                laboratory.spent(),
                !laboratory.isSpent());
    }

    private void search(Laboratory laboratory, List<Cause> causes, Set<StackPoint> given) {
        Inside inside = new Inside(packages, space, laboratory, width, seed);
        Explainer explainer = new Explainer(packages, space, laboratory, inside);
        Verification verification = new Verification(packages, space, laboratory, inside);
        Map<Region, StackPoint> origins = new HashMap<>();
        int revisions = 0;
        while (laboratory.all(Ruling.PASSES).findAny().isPresent()) {
            Optional<Cause> refuted = causes.stream()
                    .filter(cause -> isRefuted(cause, laboratory))
                    .findFirst();
            Optional<StackPoint> next = next(laboratory, causes, given);
            if (refuted.isPresent()) {
                causes.remove(refuted.get());
                if (++revisions > MOST_REVISIONS) {
                    continue;
                }
                next = Optional.of(origins.get(refuted.get().region()));
            }
            if (next.isPresent()) {
                StackPoint failing = next.get();
                given.add(failing);
                explainer.explain(failing, causes).ifPresent(found -> {
                    causes.removeIf(old -> found.region().holds(old.region()));
                    causes.add(found);
                    origins.put(found.region(), failing);
                });
                continue;
            }
            List<Cause> needed = Superfluous.removed(causes, space, packages);
            causes.retainAll(needed);
            if (causes.isEmpty()
                    || allHold(verification, causes, laboratory)
                            && next(laboratory, causes, given).isEmpty()
                            && outlastDoubt(verification, causes, laboratory)) {
                return;
            }
        }
    }

    private static boolean isRefuted(Cause cause, Laboratory laboratory) {
        return laboratory.all(Ruling.PASSES, cause.region()::contains).findAny().isPresent();
    }

    /**
     * Each cause on its own, without what others explain, those first that want least: so that probes last for as many as
     * they can. False as soon as one is refuted, or something new has failed.
     */
    private boolean allHold(Verification verification, List<Cause> causes, Laboratory laboratory) {
        causes.sort(Comparator.comparingInt(Cause::missing));
        for (int i = 0; i < causes.size(); i++) {
            List<Cause> others = new ArrayList<>(causes);
            others.remove(i);
            causes.set(i, verification.verified(causes.get(i), others));
            if (isRefuted(causes.get(i), laboratory)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the search has left of its allowance goes to what is least likely. The parts of a range with a hole are one cause
     * here, and have one allowance. False as soon as one is refuted.
     */
    private boolean outlastDoubt(Verification verification, List<Cause> causes, Laboratory laboratory) {
        List<Cause> whole = Joining.joined(causes, space);
        for (int i = 0; i < whole.size(); i++) {
            if (!whole.get(i).proven()) {
                continue;
            }
            List<Cause> others = new ArrayList<>(whole);
            others.remove(i);
            int left = whole.size() * Explanations.allowance(packages) - laboratory.spent();
            Cause doubted = verification.doubted(whole.get(i), others, left / (whole.size() - i));
            if (isRefuted(doubted, laboratory)) {
                return false;
            }
            whole.set(i, doubted);
        }
        causes.clear();
        causes.addAll(whole);
        return true;
    }

    /** Without a stack that passes there is nothing to compare with: the extremes and a few at random are tried. */
    private void lookForPassing(Laboratory laboratory) {
        if (laboratory.all(Ruling.PASSES).findAny().isPresent()) {
            return;
        }
        Coverage everything =
                new Coverage(Region.EVERYTHING, Coverage.Doubt.THOROUGH, packages, space, laboratory, seed);
        for (int tries = 0;
                tries < 12 && laboratory.all(Ruling.PASSES).findAny().isEmpty(); ) {
            List<StackPoint> next = everything.next(width);
            if (next.isEmpty()) {
                return;
            }
            laboratory.runAll(next);
            next.forEach(everything::failed);
            next.forEach(everything::done);
            tries += next.size();
        }
    }

    private static Optional<StackPoint> next(Laboratory laboratory, List<Cause> causes, Set<StackPoint> given) {
        List<StackPoint> open = laboratory
                .all(Ruling.FAILS, stack -> !given.contains(stack) && isUnexplained(stack, causes))
                .toList();
        List<StackPoint> passing = laboratory.all(Ruling.PASSES).toList();
        Map<String, Integer> sizes = new HashMap<>();
        open.forEach(stack -> sizes.merge(laboratory.signature(stack), 1, Integer::sum));
        return open.stream()
                .min(Comparator.comparingInt((StackPoint stack) -> -sizes.get(laboratory.signature(stack)))
                        .thenComparingInt(stack -> passing.stream()
                                .mapToInt(other -> other.differences(stack).size())
                                .min()
                                .orElse(0)));
    }

    private static boolean isUnexplained(StackPoint stack, List<Cause> causes) {
        return causes.stream().noneMatch(cause -> cause.region().contains(stack));
    }
}
