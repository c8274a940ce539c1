package monkey.reports.causes;

import java.util.TreeMap;

/** How the executions of one stack ended. */
final class Trials {
    private final TreeMap<String, Integer> failures = new TreeMap<>();
    private int passes;
    private int failed;
    private boolean flaky;

    void add(Observation observation, int executions) {
        switch (observation.kind()) {
            case PASSED -> passes += executions;
            case FAILED -> {
                failed += executions;
                failures.merge(observation.signature(), executions, Integer::sum);
            }
            case FLAKY -> flaky = true;
            default -> {}
        }
    }

    Ruling ruling() {
        if (flaky || passes > 0 && failed > 0) {
            return Ruling.FLAKY;
        }
        return passes > 0 ? Ruling.PASSES : failed > 0 ? Ruling.FAILS : Ruling.UNANSWERED;
    }

    int passes() {
        return passes;
    }

    int failed() {
        return failed;
    }

    int executions() {
        return passes + failed;
    }

    /** The one it failed with most often. */
    String signature() {
        return failures.entrySet().stream()
                .max(java.util.Map.Entry.<String, Integer>comparingByValue())
                .map(java.util.Map.Entry::getKey)
                .orElse("");
    }
}
