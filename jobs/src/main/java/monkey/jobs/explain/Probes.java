package monkey.jobs.explain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import monkey.amun.InspectionSpecification;
import monkey.amun.Submission;
import monkey.dataset.Dataset;
import monkey.dataset.finding.KnownOutcome;
import monkey.dataset.finding.Repetition;
import monkey.dataset.run.InspectionResult;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Stack;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.reports.causes.Known;
import monkey.reports.causes.Observation;
import monkey.reports.causes.ProbeOracle;
import monkey.reports.causes.StackPoint;

/**
 * Runs probes as inspections of the run: recorded, claimed and ended as those that its strategy chose. What this run has
 * already probed, in a process that is no more, is answered from its rows; so a search that begins again asks the same
 * questions and gets to where it was. Whether a stack ends alike once more is run beside its inspection and kept apart.
 *
 * <p>Not thread-safe, but for {@link #wake}.
 */
final class Probes implements ProbeOracle {
    private static final int ATTEMPTS = 3;
    private static final long PATIENCE_MILLISECONDS = 1000;
    /** Probes stand behind all that was chosen. */
    private static final int FIRST_POSITION = 1_000_000;

    /** What it needs to know of the run. */
    record Setting(
            Dataset dataset,
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            Function<InspectionTask, InspectionSpecification> specifications) {}

    /** One execution asked for: the inspection itself when the number is 0, else a repetition of it. */
    private record Execution(StackPoint stack, int number) {}

    private record Arrival(Execution execution, InspectionTask task, monkey.amun.InspectionResult result) {}

    private final Setting setting;
    private final Bench bench;
    private final Landscape landscape;
    private final BooleanSupplier enough;
    private final Clock clock;
    private final Map<StackPoint, Integer> asked = new HashMap<>();
    private final Map<StackPoint, Long> ids = new HashMap<>();
    private final Map<StackPoint, String> signatures = new HashMap<>();
    private final Map<Execution, Observation> answered = new HashMap<>();
    private final Set<StackPoint> given = new HashSet<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private int position = FIRST_POSITION;

    /**
     * @param known of stacks of the space
     * @param enough asked often; true ends all that runs, and nothing more begins
     */
    Probes(
            Setting setting,
            Bench bench,
            Landscape landscape,
            Map<StackPoint, KnownOutcome> known,
            BooleanSupplier enough,
            Clock clock) {
        this.setting = setting;
        this.bench = bench;
        this.landscape = landscape;
        this.enough = enough;
        this.clock = clock;
        Map<Long, List<Repetition>> repetitions = setting.dataset().findings().repetitions(setting.runId());
        known.forEach((stack, outcome) -> {
            ids.put(stack, outcome.inspectionId());
            noteSignature(stack, outcome.outcome(), outcome.signature());
            if (outcome.ownProbe()) {
                answered.put(new Execution(stack, 0), observation(outcome.outcome(), outcome.signature()));
                position++;
            } else {
                given.add(stack);
            }
            repetitions
                    .getOrDefault(outcome.inspectionId(), List.of())
                    .forEach(repetition -> answered.put(
                            new Execution(stack, repetition.number()),
                            observation(repetition.outcome(), repetition.signature())));
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

    long inspection(StackPoint stack) {
        return ids.get(stack);
    }

    String signature(StackPoint stack) {
        return signatures.getOrDefault(stack, "");
    }

    /** Makes a search that waits look whether it is to end. May be called from any thread. */
    void wake() {
        arrivals.add(new Arrival(null, null, null));
    }

    @Override
    public List<Observation> run(List<StackPoint> stacks) {
        List<Execution> executions = new ArrayList<>();
        for (StackPoint stack : stacks) {
            int times = asked.merge(stack, 1, Integer::sum);
            executions.add(new Execution(stack, given.contains(stack) ? times : times - 1));
        }
        List<Execution> open = executions.stream()
                .filter(execution -> !answered.containsKey(execution))
                .toList();
        if (!open.isEmpty() && !enough.getAsBoolean()) {
            try (Worker worker = setting.dataset().inspections().worker(bench.name())) {
                execute(open, worker);
            }
        }
        return executions.stream()
                .map(execution -> answered.getOrDefault(execution, Observation.NOT_RUN))
                .toList();
    }

    private void execute(List<Execution> open, Worker worker) {
        Map<String, Execution> unclaimed = new LinkedHashMap<>();
        Map<Execution, Submission> inFlight = new HashMap<>();
        for (Execution execution : open) {
            Stack stack = landscape.stack(execution.stack());
            String digest = stack.inspectionDigest(setting.environment(), setting.specification());
            if (execution.number() == 0) {
                ask(stack);
                unclaimed.put(digest, execution);
            } else {
                InspectionTask task = new InspectionTask(
                        ids.get(execution.stack()),
                        digest,
                        setting.environment().id(),
                        setting.specification().id(),
                        1,
                        stack);
                inFlight.put(execution, submit(execution, task));
            }
        }
        while (!unclaimed.isEmpty() || !inFlight.isEmpty()) {
            if (enough.getAsBoolean()) {
                for (Arrival ended; (ended = arrivals.poll()) != null; ) {
                    take(ended, inFlight, unclaimed, worker);
                }
                inFlight.values().forEach(Submission::cancel);
                return;
            }
            if (!unclaimed.isEmpty()) {
                for (InspectionTask task : worker.claim(setting.runId(), unclaimed.keySet(), clock.instant())) {
                    Execution execution = unclaimed.remove(task.digest());
                    inFlight.put(execution, submit(execution, task));
                }
                takeWhatOthersEnded(unclaimed);
            }
            await(inFlight, unclaimed, worker);
        }
    }

    private void ask(Stack stack) {
        setting.dataset()
                .inspections()
                .record(
                        setting.runId(),
                        setting.environment(),
                        setting.specification(),
                        position++,
                        List.of(stack),
                        Role.PROBE);
    }

    private Submission submit(Execution execution, InspectionTask task) {
        ids.put(execution.stack(), task.inspectionId());
        Submission submission = bench.backend().submit(setting.specifications().apply(task));
        submission.result().thenAccept(result -> arrivals.add(new Arrival(execution, task, result)));
        return submission;
    }

    /** Another process may have had the same wish. */
    private void takeWhatOthersEnded(Map<String, Execution> unclaimed) {
        setting.dataset().findings().ended(unclaimed.keySet()).forEach((digest, outcome) -> {
            Execution execution = unclaimed.remove(digest);
            ids.put(execution.stack(), outcome.inspectionId());
            answer(execution, outcome.outcome(), outcome.signature());
        });
    }

    private void await(Map<Execution, Submission> inFlight, Map<String, Execution> unclaimed, Worker worker) {
        try {
            Arrival arrival = arrivals.poll(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (arrival != null) {
                take(arrival, inFlight, unclaimed, worker);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while probes were in flight", e);
        }
    }

    private void take(
            Arrival arrival, Map<Execution, Submission> inFlight, Map<String, Execution> unclaimed, Worker worker) {
        if (arrival.task() == null
                || inFlight.remove(arrival.execution()) == null
                || arrival.result().outcome() == monkey.amun.Outcome.CANCELLED) {
            return;
        }
        InspectionTask task = arrival.task();
        InspectionResult result = InspectionTranslation.result(task.inspectionId(), arrival.result(), clock.instant());
        boolean again = result.outcome() == Outcome.INFRASTRUCTURE && task.attempt() < ATTEMPTS;
        if (arrival.execution().number() == 0) {
            endInspection(arrival.execution(), task, result, again, unclaimed, worker);
        } else if (again) {
            InspectionTask next = new InspectionTask(
                    task.inspectionId(),
                    task.digest(),
                    task.environmentId(),
                    task.specificationId(),
                    task.attempt() + 1,
                    task.stack());
            inFlight.put(arrival.execution(), submit(arrival.execution(), next));
        } else {
            setting.dataset()
                    .findings()
                    .record(
                            setting.runId(),
                            new Repetition(
                                    task.inspectionId(),
                                    arrival.execution().number(),
                                    result.outcome(),
                                    result.failure().signature(),
                                    result.endedAt()));
            answer(arrival.execution(), result.outcome(), result.failure().signature());
        }
    }

    private void endInspection(
            Execution execution,
            InspectionTask task,
            InspectionResult result,
            boolean again,
            Map<String, Execution> unclaimed,
            Worker worker) {
        if (again) {
            worker.retry(task.inspectionId());
            unclaimed.put(task.digest(), execution);
        } else if (worker.end(result)) {
            answer(execution, result.outcome(), result.failure().signature());
        } else {
            unclaimed.put(task.digest(), execution);
        }
    }

    private void answer(Execution execution, Outcome outcome, String signature) {
        answered.put(execution, observation(outcome, signature));
        noteSignature(execution.stack(), outcome, signature);
    }

    private void noteSignature(StackPoint stack, Outcome outcome, String signature) {
        Observation observation = observation(outcome, signature);
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
