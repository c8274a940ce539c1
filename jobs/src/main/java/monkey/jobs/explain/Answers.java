package monkey.jobs.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import monkey.dataset.finding.KnownOutcome;
import monkey.dataset.finding.Repetition;
import monkey.dataset.run.Outcome;
import monkey.reports.causes.Known;
import monkey.reports.causes.Observation;
import monkey.reports.causes.StackPoint;

/** What executions of stacks have come to, as far as this run has asked for them, in this process or one before. */
final class Answers {
    private final Map<StackPoint, Integer> asked = new HashMap<>();
    private final Map<StackPoint, Long> ids = new HashMap<>();
    private final Map<StackPoint, String> signatures = new HashMap<>();
    private final Map<Execution, Observation> answered = new HashMap<>();
    private final Set<StackPoint> given = new HashSet<>();

    /** One execution of a stack: its inspection when the number is 0, else a repetition of that. */
    record Execution(StackPoint stack, int number) {
        boolean isInspection() {
            return number == 0;
        }
    }

    /**
     * @param known of stacks of the space
     * @param repetitions that this run has had made, by inspection
     */
    Answers(Map<StackPoint, KnownOutcome> known, Map<Long, List<Repetition>> repetitions) {
        known.forEach((stack, outcome) -> {
            inspectedAs(stack, outcome.inspectionId());
            if (outcome.ownProbe()) {
                take(new Execution(stack, 0), outcome.outcome(), outcome.signature());
            } else {
                given.add(stack);
                noteSignature(stack, observation(outcome.outcome(), outcome.signature()));
            }
            repetitions
                    .getOrDefault(outcome.inspectionId(), List.of())
                    .forEach(one -> answered.put(
                            new Execution(stack, one.number()), observation(one.outcome(), one.signature())));
        });
    }

    /** What the search may know from the start: all but this run's own probes. */
    static List<Known> before(Map<StackPoint, KnownOutcome> known) {
        List<Known> before = new ArrayList<>();
        known.forEach((stack, outcome) -> {
            if (!outcome.ownProbe()) {
                before.add(new Known(stack, observation(outcome.outcome(), outcome.signature()), outcome.executions()));
            }
        });
        return before;
    }

    /** Which execution it is that the search asks for when it now asks for this stack. */
    Execution next(StackPoint stack) {
        int times = asked.merge(stack, 1, Integer::sum);
        return new Execution(stack, given.contains(stack) ? times : times - 1);
    }

    boolean lacks(Execution execution) {
        return !answered.containsKey(execution);
    }

    Observation of(Execution execution) {
        return answered.getOrDefault(execution, Observation.NOT_RUN);
    }

    void take(Execution execution, Outcome outcome, String signature) {
        Observation observation = observation(outcome, signature);
        answered.put(execution, observation);
        noteSignature(execution.stack(), observation);
    }

    void inspectedAs(StackPoint stack, long inspectionId) {
        ids.put(stack, inspectionId);
    }

    long inspection(StackPoint stack) {
        return ids.get(stack);
    }

    /** How it failed first; empty if it never did. */
    String signature(StackPoint stack) {
        return signatures.getOrDefault(stack, "");
    }

    private void noteSignature(StackPoint stack, Observation observation) {
        if (observation.kind() == Observation.Kind.FAILED) {
            signatures.putIfAbsent(stack, observation.signature());
        }
    }

    private static Observation observation(Outcome outcome, String signature) {
        return switch (outcome) {
            case PASSED -> Observation.PASSED;
            case FAILED, BUILD_FAILED, TIMED_OUT, OUT_OF_MEMORY ->
                Observation.failed(signature == null ? outcome.word() : signature);
            case FLAKY -> Observation.FLAKY;
            default -> Observation.NO_EVIDENCE;
        };
    }
}
