package monkey.jobs.measure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import monkey.amun.Backend;
import monkey.amun.InspectionResult;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.Visit;
import monkey.amun.measuring.Measured;
import monkey.dataset.Dataset;
import monkey.dataset.measure.MeasuredInspection;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.measure.Measurement;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Item;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.InspectionLoop.Ending;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWatcher;

/**
 * Measures the inspections of a run.
 *
 * <p>A machine drifts: it warms up, a neighbour wakes, a disk fills. Were the items of each stack run in one block, drift
 * would look like a difference between stacks. So all stacks take turns: in each round every stack is visited once, in an
 * order drawn anew, its environment is built anew and a few items run; what drifts from round to round then falls on all
 * stacks alike and cancels out when they are compared within rounds. One visit at a time has the machine. A rehearsal
 * before the first round warms the installer's cache, the compiled bytecode and the disk's cache, and is not measured.
 *
 * <p>One stack takes part twice, under two names: the control. Whatever it differs from itself by is noise, and says from
 * which size on a difference is worth a word.
 *
 * <p>Each visit's items are in the database when the next begins. Killed at any point, the run goes on with the visits that
 * are missing; of what was kept only an inspection that did not go well begins anew.
 */
public final class MeasuringLoop {
    private static final int ATTEMPTS = 3;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int REHEARSAL = -1;

    private final Dataset dataset;
    private final Backend backend;
    private final String backendName;
    private final Plan plan;
    private final Clock clock;

    private Map<Long, Ongoing> ongoing;
    private long visits;
    private Worker worker;
    private BooleanSupplier interrupted;
    private InspectionWatcher watcher;

    /** What of a run the loop has to know. */
    public interface Plan {
        long runId();

        /** Makes the same order of visits. */
        long seed();

        int batchSize();

        monkey.amun.InspectionSpecification specification(InspectionTask task, int items, Visit visit);

        /** Has the run ask for a stack once more under another name, and before all that it asks for besides. */
        void askForControl(InspectionTask of);

        /** Where it has asked for one. */
        Set<Integer> environmentsWithControl();

        boolean isControl(InspectionTask task);
    }

    public MeasuringLoop(Dataset dataset, Backend backend, String backendName, Plan plan, Clock clock) {
        this.dataset = dataset;
        this.backend = backend;
        this.backendName = backendName;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Runs what is planned.
     *
     * @param interrupted asked several times a second; true ends the loop, and cancels the visit in flight
     * @param watcher told after each inspection that ended
     */
    public Ending run(InspectionBudget budget, BooleanSupplier interrupted, InspectionWatcher watcher) {
        this.interrupted = interrupted;
        this.watcher = watcher;
        this.ongoing = new LinkedHashMap<>();
        Instant deadline = budget.time().map(time -> clock.instant().plus(time)).orElse(Instant.MAX);
        try (Worker claims = dataset.inspections().worker(backendName)) {
            worker = claims;
            claim((int) Math.min(Integer.MAX_VALUE, budget.inspections()));
            Rounds rounds = Rounds.of(plan.batchSize());
            for (int round = REHEARSAL; round < rounds.count(); round++) {
                for (Ongoing next : turns(round)) {
                    if (clock.instant().isAfter(deadline)) {
                        return Ending.BUDGET_SPENT;
                    }
                    visit(next, round, rounds);
                    watcher.visited(++visits, visits + toCome(round, rounds));
                    if (interrupted.getAsBoolean()) {
                        worker.cancel(plan.runId(), ongoing.keySet());
                        return Ending.INTERRUPTED;
                    }
                }
                if (round == REHEARSAL) {
                    addControls();
                }
            }
            return dataset.inspections().progress(plan.runId()).isOver() ? Ending.ALL_ENDED : Ending.BUDGET_SPENT;
        }
    }

    private void claim(int most) {
        List<InspectionTask> claimed = most == 0 ? List.of() : worker.claim(plan.runId(), most, clock.instant());
        Map<Long, MeasuredInspection> kept = dataset.measurements()
                .of(claimed.stream().map(InspectionTask::inspectionId).toList());
        for (InspectionTask task : claimed) {
            Ongoing one = new Ongoing(task, plan.isControl(task));
            ongoing.put(task.inspectionId(), one);
            MeasuredInspection known = kept.get(task.inspectionId());
            Set<Integer> whole = known == null ? Set.of() : wholeRounds(known);
            if (whole.isEmpty()) {
                worker.discardKept(task.inspectionId());
            } else {
                one.resume(whole);
            }
            watcher.started(task);
        }
    }

    /** Rounds that need not be repeated; none where some item did not go well, or another run measured. */
    private Set<Integer> wholeRounds(MeasuredInspection known) {
        Rounds rounds = Rounds.of(plan.batchSize());
        Map<Integer, Long> measured = known.items().stream()
                .filter(item -> !item.measurements().isEmpty())
                .collect(Collectors.groupingBy(MeasuredItem::round, Collectors.counting()));
        boolean usable = known.runId() == plan.runId()
                && measured.entrySet().stream()
                        .allMatch(done ->
                                done.getKey() < rounds.count() && done.getValue() == rounds.items(done.getKey()))
                && dataset.inspections().documents(known.inspectionId()).size()
                        == known.items().size();
        return usable ? new HashSet<>(measured.keySet()) : Set.of();
    }

    private List<Ongoing> turns(int round) {
        List<Ongoing> turns = new ArrayList<>(
                ongoing.values().stream().filter(one -> !one.hasDone(round)).toList());
        Collections.shuffle(turns, new Random(plan.seed() * 1_000_003 + round));
        return turns;
    }

    /** Roughly: the controls, and what fails on the way, are not foreseen. */
    private long toCome(int round, Rounds rounds) {
        long toCome = turns(round).size();
        if (round == REHEARSAL) {
            toCome = Math.max(0, ongoing.size() - visits);
        }
        for (int later = round + 1; later < rounds.count(); later++) {
            int of = later;
            toCome += ongoing.values().stream().filter(one -> !one.hasDone(of)).count();
        }
        return toCome;
    }

    private void visit(Ongoing one, int round, Rounds rounds) {
        Visit visit = new Visit(round, one.isControl());
        int items = round == REHEARSAL ? 1 : rounds.items(round);
        while (!interrupted.getAsBoolean()) {
            InspectionResult result = await(backend.submit(plan.specification(one.task(), items, visit)));
            if (result.outcome() == Outcome.CANCELLED) {
                return; // by us: whoever goes on visits again
            }
            if (result.outcome() == Outcome.INFRASTRUCTURE && one.troubled() < ATTEMPTS) {
                watcher.retried(one.task(), result.reason());
            } else if (result.outcome() == Outcome.INFRASTRUCTURE
                    || result.items().isEmpty()) {
                endWithoutItems(one, result);
                return;
            } else {
                accept(one, round, rounds, result);
                return;
            }
        }
    }

    private void accept(Ongoing one, int round, Rounds rounds, InspectionResult result) {
        if (round == REHEARSAL) {
            one.rehearsed(result);
            return;
        }
        one.done(round, result);
        List<Item> items = new ArrayList<>();
        List<MeasuredItem> measured = new ArrayList<>();
        for (ItemResult item : result.items()) {
            int position = rounds.firstItem(round) + item.item();
            items.add(InspectionTranslation.item(item, position));
            if (item.outcome() == Outcome.PASSED) {
                Measured.of(item.document())
                        .map(read -> row(position, round, read))
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

    private void endWithoutItems(Ongoing one, InspectionResult result) {
        worker.discardKept(one.task().inspectionId());
        end(one, result);
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

    private static MeasuredItem row(int position, int round, Measured read) {
        return new MeasuredItem(
                position,
                round,
                read.scriptSha256(),
                read.hardware(),
                read.parameters(),
                read.conditions(),
                read.measurements().stream()
                        .map(one -> new Measurement(one.metric(), one.iteration(), one.unit(), one.value()))
                        .toList());
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

    private InspectionResult await(Submission submission) {
        boolean told = false;
        while (true) {
            try {
                return submission.result().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!told && interrupted.getAsBoolean()) {
                    told = true;
                    submission.cancel();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a visit was in flight", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
