package monkey.jobs.measure;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monkey.amun.InspectionResult;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.amun.Visit;
import monkey.amun.measuring.Measured;
import monkey.dataset.Dataset;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.measure.Measurement;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Item;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.Work;
import monkey.jobs.measure.MeasuringLoop.Plan;
import monkey.jobs.measure.Turns.Turn;

/** The visits of a measuring run, and what becomes of what each of them measured. */
final class Visits implements Work<Turn> {
    private final Dataset dataset;
    private final Plan plan;
    private final Worker worker;
    private final Instant deadline;
    private final InspectionWatcher watcher;
    private final Clock clock;
    private final Rounds rounds;
    private final Map<Long, Ongoing> ongoing = new LinkedHashMap<>();
    private final Turns turns;
    private final String session;

    /**
     * @param most how many of the run's inspections are measured
     * @param deadline after it no visit begins
     */
    Visits(
            Dataset dataset,
            Plan plan,
            Worker worker,
            int most,
            Instant deadline,
            InspectionWatcher watcher,
            Clock clock) {
        this.dataset = dataset;
        this.plan = plan;
        this.worker = worker;
        this.deadline = deadline;
        this.watcher = watcher;
        this.clock = clock;
        this.rounds = Rounds.of(plan.batchSize());
        this.session = plan.session() == 0 ? "" : plan.runId() + "-" + plan.session();
        claim(most);
        this.turns = new Turns(rounds, plan.seed(), ongoing.values());
    }

    private void claim(int most) {
        List<InspectionTask> claimed = most == 0 ? List.of() : plan.claim(worker, most, clock.instant());
        Map<Long, Set<Integer>> kept = new KeptRounds(dataset, plan.runId(), rounds).of(claimed);
        for (InspectionTask task : claimed) {
            Ongoing one = new Ongoing(task, plan.isControl(task));
            ongoing.put(task.inspectionId(), one);
            if (kept.containsKey(task.inspectionId())) {
                one.resume(kept.get(task.inspectionId()));
            } else {
                worker.discardKept(task.inspectionId());
            }
            watcher.started(task);
        }
    }

    /** In each environment, the first stack that rehearsed well is visited under a second name from now on. */
    private void addControls() {
        Set<Integer> served = new HashSet<>(plan.environmentsWithControl());
        int asked = 0;
        for (Ongoing one : List.copyOf(ongoing.values())) {
            if (one.isWell() && served.add(one.task().environmentId())) {
                plan.askForControl(one.task());
                asked++;
            }
        }
        claim(asked);
    }

    /** Those that are to be measured and have not ended. */
    Set<Long> unended() {
        return ongoing.keySet();
    }

    @Override
    public List<Begin<Turn>> next(int room) {
        if (clock.instant().isAfter(deadline)) {
            return List.of();
        }
        Optional<Turn> next = turns.next();
        while (next.isEmpty()) {
            if (turns.isRehearsal()) {
                addControls();
            }
            if (!turns.nextRound()) {
                return List.of();
            }
            next = turns.next();
        }
        return List.of(begin(next.get()));
    }

    private Begin<Turn> begin(Turn turn) {
        Ongoing one = turn.of();
        int items = turn.isRehearsal() ? 1 : rounds.items(turn.round());
        Visit visit = new Visit(session, turn.round(), one.isControl());
        return new Begin<>(turn, one.attempt(), plan.specification(one.task(), items, visit));
    }

    @Override
    public boolean isOver() {
        return true; // Nothing comes but by turns, and there was none.
    }

    @Override
    public boolean again(Turn turn, InspectionResult result) {
        turn.of().troubled();
        watcher.retried(turn.of().task(), result.reason());
        return true;
    }

    @Override
    public void ended(Turn turn, InspectionResult result) {
        Ongoing one = turn.of();
        if (result.outcome() == Outcome.INFRASTRUCTURE
                || result.outcome() == Outcome.CANCELLED
                || result.items().isEmpty()) {
            worker.discardKept(one.task().inspectionId());
            end(one, result);
        } else if (turn.isRehearsal()) {
            one.rehearsed(result);
        } else {
            keep(one, turn.round(), result);
        }
        watcher.visited(turns.given(), turns.foreseen());
    }

    private void keep(Ongoing one, int round, InspectionResult result) {
        one.done(round, result);
        List<Item> items = new ArrayList<>();
        List<MeasuredItem> measured = new ArrayList<>();
        for (ItemResult item : result.items()) {
            int position = rounds.firstItem(round) + item.item();
            items.add(InspectionTranslation.item(item, position));
            if (item.outcome() == Outcome.PASSED) {
                Measured.of(item.document())
                        .map(read -> row(position, plan.session(), round, read))
                        .ifPresent(measured::add);
            }
        }
        long id = one.task().inspectionId();
        if (!worker.keep(id, plan.runId(), items, measured)) {
            ongoing.remove(id); // it was taken for abandoned: another has it now
        } else if (one.roundsDone() == rounds.count()) {
            end(one, one.ended(result));
        }
    }

    private void end(Ongoing one, InspectionResult result) {
        long id = one.task().inspectionId();
        ongoing.remove(id);
        monkey.dataset.run.InspectionResult row = InspectionTranslation.result(id, result, clock.instant());
        if (worker.endKept(new monkey.dataset.run.InspectionResult(
                id, row.outcome(), row.endedAt(), row.buildSeconds(), row.failure(), row.evidence(), List.of()))) {
            watcher.ended(one.task(), result);
        }
    }

    private static MeasuredItem row(int position, int session, int round, Measured read) {
        return new MeasuredItem(
                position,
                session,
                round,
                read.scriptSha256(),
                read.hardware(),
                read.parameters(),
                read.conditions(),
                read.measurements().stream()
                        .map(one -> new Measurement(one.metric(), one.iteration(), one.unit(), one.value()))
                        .toList());
    }
}
