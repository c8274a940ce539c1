package monkey.jobs.explain;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Stack;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.InspectionLoop.Ending;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.ScriptToRun;
import monkey.jobs.measure.MeasuringLoop;
import monkey.reports.causes.StackPoint;
import monkey.reports.performance.MetricResult;
import monkey.reports.performance.Performance;
import monkey.reports.performance.deciding.Further;
import monkey.reports.performance.deciding.MeasuringOracle;
import monkey.reports.rows.ReportAssembler;

/**
 * Measures stacks in further sessions of a run: inspections of their own, of a specification that names run and session. A
 * session that an earlier process has ended is read from its rows, and one that it left unfinished is gone on with; so a search
 * that begins again asks for the same and gets to where it was. A session that is not whole says nothing.
 */
final class Sessions implements MeasuringOracle {
    /** They stand behind probes. */
    private static final int FIRST_POSITION = 3_000_000;

    private static final int MOST_OF_A_SESSION = 1_000;

    /** What it needs to know of the run. */
    record Setting(
            Dataset dataset,
            RecordedEnvironment environment,
            ScriptToRun script,
            MeasuringLoop.Plan plan,
            Supplier<Bench> benches) {}

    private final Setting setting;
    private final Landscape landscape;
    private final SearchEnd end;
    private final InspectionWatcher watcher;
    private final Clock clock = Clock.systemUTC();

    /** @param end of all that runs; after it nothing more begins */
    Sessions(Setting setting, Landscape landscape, SearchEnd end, InspectionWatcher watcher) {
        this.setting = setting;
        this.landscape = landscape;
        this.end = end;
        this.watcher = watcher;
    }

    @Override
    public Optional<Performance> measure(Further further, int number) {
        String document = setting.script().sessionDocument(runId(), number);
        RecordedSpecification specification =
                setting.dataset().inspections().specification(ScriptToRun.digest(document), document);
        Set<String> digests = Stream.concat(further.probes().stream(), further.anchors().stream())
                .map(stack -> landscape.stack(stack).inspectionDigest(setting.environment(), specification))
                .collect(Collectors.toSet());
        SessionPlan plan = new SessionPlan(
                setting.plan(), setting.dataset(), setting.environment().id(), number, digests);
        if (!plan.isOver()) {
            if (isEnough()) {
                return Optional.empty();
            }
            int position = FIRST_POSITION + number * MOST_OF_A_SESSION;
            record(specification, position, further.probes(), Role.PROBE);
            record(specification, position + further.probes().size(), further.anchors(), Role.ANCHOR);
            if (run(plan) != Ending.ALL_ENDED) {
                return Optional.empty();
            }
        }
        return Optional.of(upTo(number));
    }

    private long runId() {
        return setting.plan().runId();
    }

    private boolean isEnough() {
        return end.isWished() || end.isDue();
    }

    private void record(RecordedSpecification specification, int position, List<StackPoint> points, Role role) {
        List<Stack> stacks = points.stream().map(landscape::stack).toList();
        setting.dataset().inspections().record(runId(), setting.environment(), specification, position, stacks, role);
    }

    private Ending run(SessionPlan plan) {
        try (Bench bench = setting.benches().get()) {
            setting.dataset().runs().recordMachine(runId(), bench.machine().document());
            MeasuringLoop loop = new MeasuringLoop(setting.dataset(), bench, plan, clock);
            end.whenWished(loop::wake);
            return loop.run(
                    new InspectionBudget(Optional.empty(), plan.digests().size()), this::isEnough, watcher);
        }
    }

    /** What is known of this environment by sessions up to this one, in all that the run has measured. */
    Performance upTo(int session) {
        Set<String> here = setting.dataset().inspections().ofRun(runId()).stream()
                .filter(inspection ->
                        inspection.environmentId() == setting.environment().id())
                .map(inspection -> Long.toString(inspection.inspectionId()))
                .collect(Collectors.toSet());
        List<MetricResult> all = Performance.of(new ReportAssembler(setting.dataset())
                        .assemble(runId()).orElseThrow().measurements().stream()
                                .filter(stack -> stack.session() <= session)
                                .toList())
                .results();
        return new Performance(all.stream()
                .filter(result -> result.stacks().stream().anyMatch(stack -> here.contains(stack.id())))
                .toList());
    }
}
