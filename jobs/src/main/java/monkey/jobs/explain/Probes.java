package monkey.jobs.explain;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import monkey.amun.InspectionSpecification;
import monkey.amun.Outcome;
import monkey.dataset.Dataset;
import monkey.dataset.finding.Repetition;
import monkey.dataset.run.InspectionResult;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Stack;
import monkey.dataset.run.Worker;
import monkey.jobs.explain.Answers.Execution;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWindow;
import monkey.jobs.inspect.Work;
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
    /** Probes stand behind all that was chosen. */
    private static final int FIRST_POSITION = 1_000_000;

    /** What it needs to know of the run. */
    record Setting(
            Dataset dataset,
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            Function<InspectionTask, InspectionSpecification> specifications) {}

    private final Setting setting;
    private final String backendName;
    private final Landscape landscape;
    private final Answers answers;
    private final SearchEnd end;
    private final Clock clock;
    private final InspectionWindow<Probe> window;
    private int position;
    private int ran;

    /**
     * @param ownProbes how many this run has had before
     * @param end of all that runs; after it nothing more begins
     */
    Probes(
            Setting setting,
            Bench bench,
            Landscape landscape,
            Answers answers,
            int ownProbes,
            SearchEnd end,
            Clock clock) {
        this.setting = setting;
        this.backendName = bench.name();
        this.landscape = landscape;
        this.answers = answers;
        this.end = end;
        this.clock = clock;
        this.window = new InspectionWindow<>(bench.backend(), bench.window());
        this.position = FIRST_POSITION + ownProbes;
    }

    /** Makes a search that waits look whether it is to end. May be called from any thread. */
    void wake() {
        window.wake();
    }

    @Override
    public List<Observation> run(List<StackPoint> stacks) {
        List<Execution> executions = stacks.stream().map(answers::next).toList();
        List<Execution> open = executions.stream().filter(answers::lacks).toList();
        if (!open.isEmpty() && !isEnough()) {
            try (Worker worker = setting.dataset().inspections().worker(backendName)) {
                if (!window.run(new Asked(open, worker), this::isEnough)) {
                    int left = window.letGo(() -> !end.isWished() || end.isForEverything())
                            .left();
                    if (left > 0) {
                        end.left(left);
                    }
                }
            }
        }
        return executions.stream().map(answers::of).toList();
    }

    private boolean isEnough() {
        return end.isWished() || end.isDue();
    }

    /** An execution, and what is to be executed. */
    private record Probe(Execution execution, InspectionTask task) {}

    /** What the search asks for at a time. */
    private final class Asked implements Work<Probe> {
        private final Worker worker;
        private final Map<String, Execution> unclaimed = new LinkedHashMap<>();
        private final Deque<Begin<Probe>> repetitions = new ArrayDeque<>();

        Asked(List<Execution> executions, Worker worker) {
            this.worker = worker;
            for (Execution execution : executions) {
                Stack stack = landscape.stack(execution.stack());
                String digest = stack.inspectionDigest(setting.environment(), setting.specification());
                if (execution.isInspection()) {
                    record(stack);
                    unclaimed.put(digest, execution);
                } else {
                    repetitions.add(begin(execution, repetition(execution, digest, stack)));
                }
            }
        }

        private void record(Stack stack) {
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

        private InspectionTask repetition(Execution execution, String digest, Stack stack) {
            return new InspectionTask(
                    answers.inspection(execution.stack()),
                    digest,
                    setting.environment().id(),
                    setting.specification().id(),
                    1,
                    stack);
        }

        private Begin<Probe> begin(Execution execution, InspectionTask task) {
            return new Begin<>(
                    new Probe(execution, task),
                    task.attempt(),
                    setting.specifications().apply(task));
        }

        @Override
        public List<Begin<Probe>> next(int room) {
            List<Begin<Probe>> next = new ArrayList<>();
            while (next.size() < room && !repetitions.isEmpty()) {
                next.add(repetitions.remove());
            }
            if (next.size() < room && !unclaimed.isEmpty()) {
                int most = room - next.size();
                for (InspectionTask task : worker.claim(setting.runId(), unclaimed.keySet(), most, clock.instant())) {
                    Execution execution = unclaimed.remove(task.digest());
                    answers.inspectedAs(execution.stack(), task.inspectionId());
                    next.add(begin(execution, task));
                }
                takeWhatOthersEnded();
            }
            return next;
        }

        /** Another process may have had the same wish. */
        private void takeWhatOthersEnded() {
            setting.dataset().findings().ended(unclaimed.keySet()).forEach((digest, outcome) -> {
                Execution execution = unclaimed.remove(digest);
                answers.inspectedAs(execution.stack(), outcome.inspectionId());
                answers.take(execution, outcome.outcome(), outcome.signature());
            });
        }

        @Override
        public boolean isOver() {
            return unclaimed.isEmpty();
        }

        @Override
        public boolean again(Probe probe, monkey.amun.InspectionResult result) {
            return !probe.execution().isInspection()
                    || isStillOurs(probe, worker.again(probe.task().inspectionId()));
        }

        @Override
        public void ended(Probe probe, monkey.amun.InspectionResult ended) {
            if (ended.outcome() == Outcome.CANCELLED) {
                return; // By somebody on the cluster: it is given back, and tells the search nothing.
            }
            long id = probe.task().inspectionId();
            InspectionResult result = InspectionTranslation.result(id, ended, clock.instant());
            if (!probe.execution().isInspection()) {
                record(probe.execution(), result);
            } else if (!isStillOurs(probe, worker.end(result))) {
                return;
            }
            answers.take(probe.execution(), result.outcome(), result.failure().signature());
            end.probed(++ran);
        }

        private void record(Execution repetition, InspectionResult result) {
            setting.dataset()
                    .findings()
                    .record(
                            setting.runId(),
                            new Repetition(
                                    result.inspectionId(),
                                    repetition.number(),
                                    result.outcome(),
                                    result.failure().signature(),
                                    result.endedAt()));
        }

        /** What is not is waited for: another process has it, and will end it. */
        private boolean isStillOurs(Probe probe, boolean ours) {
            if (!ours) {
                unclaimed.put(probe.task().digest(), probe.execution());
            }
            return ours;
        }
    }
}
