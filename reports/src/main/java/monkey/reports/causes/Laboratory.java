package monkey.reports.causes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs probes within a budget and remembers how all stacks ended. What is known is never run again, but for the sake of
 * certainty.
 *
 * <p><b>Certainty.</b> An outcome that a cause hangs on is put to a sequential probability ratio test (Wald, 1945): does this
 * stack fail with probability at most e, or at least 1 - e? Each execution that agrees with the ones before moves the
 * logarithm of the ratio by log((1 - e) / e). With e = 0.05 and errors of at most one in 200, two executions that agree
 * decide; once any stack was seen to disagree with itself, e is taken as 0.1 and three have to. One that disagrees with
 * itself is flaky, whatever the count.
 */
final class Laboratory {
    private static final int AGREEMENTS = 2;
    private static final int AGREEMENTS_AMONG_FLAKY = 3;
    private static final int ATTEMPTS = 6;

    private final ProbeOracle oracle;
    private final int budget;
    private final Map<StackPoint, Trials> known = new LinkedHashMap<>();
    private int spent;
    private boolean seenFlaky;
    private boolean isSpent;
    private List<Region> explained = List.of();

    Laboratory(Collection<Known> before, ProbeOracle oracle, int budget) {
        this.oracle = oracle;
        this.budget = budget;
        for (Known one : before) {
            note(one.stack(), one.observation(), one.executions());
        }
    }

    /** Whether a probe was wanted that could not be run any more. */
    boolean isSpent() {
        return isSpent;
    }

    int spent() {
        return spent;
    }

    /** How many probes may still be run. */
    int left() {
        return budget - spent;
    }

    /**
     * From now on failures in these regions are evidence for nothing: they would fail anyway. A stack of theirs that passes
     * is as much of a surprise as ever.
     */
    void leaveOut(List<Region> regions) {
        explained = List.copyOf(regions);
    }

    List<Region> leftOut() {
        return explained;
    }

    /** Whether that stack can be expected to fail for another reason. */
    boolean isLeftOut(StackPoint stack) {
        return explained.stream().anyMatch(region -> region.contains(stack));
    }

    Ruling ruling(StackPoint stack) {
        Trials trials = known.get(stack);
        if (trials == null) {
            return Ruling.UNTRIED;
        }
        Ruling ruling = trials.ruling();
        return ruling == Ruling.FAILS && isLeftOut(stack) ? Ruling.UNANSWERED : ruling;
    }

    /** How often it was run with an outcome. */
    int executions(StackPoint stack) {
        return known.get(stack).executions();
    }

    /** How often a version has to be seen failing before it counts as run, where one wrong outcome must not decide. */
    int executionsWanted() {
        return seenFlaky ? 2 : 1;
    }

    String signature(StackPoint stack) {
        return known.get(stack).signature();
    }

    /** What is known of a stack, after running it if nothing is. */
    Ruling tried(StackPoint stack) {
        if (!known.containsKey(stack)) {
            run(List.of(stack));
        }
        return ruling(stack);
    }

    /** Runs all of them, again if they were. */
    void runAll(List<StackPoint> stacks) {
        if (!stacks.isEmpty()) {
            run(stacks);
        }
    }

    /** Runs those of which nothing is known, side by side. */
    void tryAll(Collection<StackPoint> stacks) {
        runAll(stacks.stream()
                .distinct()
                .filter(stack -> !known.containsKey(stack))
                .toList());
    }

    /** What is known of a stack once it has been run often enough to rely on. */
    Ruling certain(StackPoint stack) {
        decide(List.of(stack));
        return isOpen(stack) ? Ruling.UNANSWERED : ruling(stack);
    }

    /** Runs all of them, side by side, as often as it takes to rely on what is known of them. */
    void decide(Collection<StackPoint> stacks) {
        tryAll(stacks);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            runAll(stacks.stream().distinct().filter(this::isOpen).toList());
        }
    }

    private boolean isOpen(StackPoint stack) {
        Ruling now = ruling(stack);
        return (now == Ruling.PASSES || now == Ruling.FAILS) && !isDecided(stack);
    }

    boolean isDecided(StackPoint stack) {
        return known.get(stack).executions() >= (seenFlaky ? AGREEMENTS_AMONG_FLAKY : AGREEMENTS);
    }

    /** How each stack ended, as often as it was run. */
    void forEach(BiConsumer<StackPoint, Trials> consumer) {
        known.forEach(consumer);
    }

    /** Stacks of which this is known, in the order in which they became known. */
    Stream<StackPoint> all(Ruling ruling) {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().ruling() == ruling)
                .map(Map.Entry::getKey)
                .filter(stack -> ruling != Ruling.FAILS || !isLeftOut(stack));
    }

    Stream<StackPoint> all(Ruling ruling, Predicate<StackPoint> where) {
        return all(ruling).filter(where);
    }

    private void run(List<StackPoint> stacks) {
        List<StackPoint> affordable = stacks.subList(0, Math.min(stacks.size(), budget - spent));
        if (affordable.isEmpty()) {
            isSpent = true;
            throw new ProbesSpentException();
        }
        List<Observation> observations = oracle.run(affordable);
        boolean ended = affordable.size() < stacks.size();
        for (int i = 0; i < affordable.size(); i++) {
            if (observations.get(i).kind() == Observation.Kind.NOT_RUN) {
                ended = true;
            } else {
                spent++;
                note(affordable.get(i), observations.get(i), 1);
            }
        }
        if (ended) {
            isSpent = true;
            throw new ProbesSpentException();
        }
    }

    private void note(StackPoint stack, Observation observation, int executions) {
        Trials trials = known.computeIfAbsent(stack, none -> new Trials());
        trials.add(observation, executions);
        seenFlaky |= trials.ruling() == Ruling.FLAKY;
    }
}
