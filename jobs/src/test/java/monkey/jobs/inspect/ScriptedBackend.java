package monkey.jobs.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Outcome;
import monkey.amun.Submission;

/** A backend whose outcomes the test decides: by the stack and how often it was tried; null leaves it in flight. */
final class ScriptedBackend implements Backend {
    private final BiFunction<String, Integer, Outcome> script;
    private final Map<String, Integer> attempts = new HashMap<>();
    final List<String> submitted = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    int inFlight;
    int mostInFlight;
    private int told;
    boolean goesOn;
    boolean toldWhenCancelled;

    ScriptedBackend(BiFunction<String, Integer, Outcome> script) {
        this.script = script;
    }

    @Override
    public synchronized Submission submit(InspectionSpecification specification) {
        String stack = specification.stack().get(0);
        submitted.add(stack);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        Outcome outcome = script.apply(stack, attempts.merge(stack, 1, Integer::sum));
        CompletableFuture<InspectionResult> result = new CompletableFuture<>();
        if (outcome != null) {
            CompletableFuture.delayedExecutor(2, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .execute(() -> end(result, specification, outcome));
        }
        return new Submission() {
            @Override
            public CompletableFuture<InspectionResult> result() {
                return result;
            }

            @Override
            public void cancel() {
                cancelled.add(stack);
                if (toldWhenCancelled) {
                    end(result, specification, Outcome.CANCELLED);
                }
            }

            @Override
            public boolean leave() {
                return goesOn;
            }
        };
    }

    private void end(
            CompletableFuture<InspectionResult> result, InspectionSpecification specification, Outcome outcome) {
        synchronized (this) {
            inFlight--;
        }
        result.complete(new InspectionResult(
                specification.identifier(),
                outcome,
                outcome == Outcome.PASSED ? "" : "the test said so",
                Optional.empty(),
                Duration.ofSeconds(1),
                "",
                List.of()));
        synchronized (this) {
            told++;
            notifyAll();
        }
    }

    /** Whoever listens to what is left has been told. */
    synchronized void awaitAllEndsTold() {
        try {
            while (told < submitted.size()) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean goesOnWithoutUs() {
        return goesOn;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(List.of());
    }

    @Override
    public void close() {}
}
