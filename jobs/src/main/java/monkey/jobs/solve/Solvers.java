package monkey.jobs.solve;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import monkey.dataset.Dataset;
import monkey.dataset.learning.Solve;
import monkey.dataset.learning.SolveEnd;
import monkey.dataset.learning.SolveWorker;
import monkey.jobs.learn.Inquiry;

/**
 * Solves whatever is planned, several packages at a time, until closed. What is under way when a process is killed is begun
 * anew by another; what has ended, has ended once.
 */
public final class Solvers implements AutoCloseable {
    /** Versions of one package that are solved together: enough to share its pages, few enough to be known soon. */
    private static final int BATCH = 40;

    private static final int FETCHES = 16;

    private final SolveWorker worker;
    private final PackageSolver solver;
    private final IntFunction<SolveEnvironment> environments;
    private final SolveWorker.Telling telling;
    private final ExecutorService fetches;
    private final Timer time;
    private final Clock clock;
    private final Crew crew;

    /**
     * @param environments by number
     * @param telling what is told of those that ended
     * @param atOnce how many packages
     */
    public Solvers(
            Dataset dataset,
            Inquiry inquiry,
            IntFunction<SolveEnvironment> environments,
            SolveWorker.Telling telling,
            int atOnce,
            MeterRegistry meters,
            Clock clock) {
        this.worker = dataset.solves().worker();
        this.environments = environments;
        this.telling = telling;
        this.time = Timer.builder("monkey.work.solver.time")
                .description("from taking on versions of one package to their end, fetching included")
                .register(meters);
        this.clock = clock;
        this.fetches = Executors.newFixedThreadPool(FETCHES, task -> {
            Thread thread = new Thread(task, "solver-fetch");
            thread.setDaemon(true);
            return thread;
        });
        this.solver = new PackageSolver(dataset.knowledge(), inquiry, fetches);
        this.crew = new Crew("solver", atOnce, this::solveSome);
    }

    /** Begins. */
    public void start() {
        crew.start();
    }

    /** There may be something to do. */
    public void wake() {
        crew.wake();
    }

    private boolean solveSome() throws InterruptedException {
        List<Solve> claimed = worker.claim(BATCH, clock.instant());
        if (claimed.isEmpty()) {
            return false;
        }
        long begun = System.nanoTime();
        try {
            Map<SolveEnvironment, List<Solve>> byEnvironment = new LinkedHashMap<>();
            claimed.forEach(solve -> byEnvironment
                    .computeIfAbsent(environments.apply(solve.environmentId()), none -> new ArrayList<>())
                    .add(solve));
            SolvedBatch batch = solver.solve(byEnvironment);
            postpone(batch.postponed);
            List<SolveEnd> ended = worker.end(batch.ends, batch.learnt.values(), telling, clock.instant());
            time.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            Journal.ended(ended);
        } catch (InterruptedIOException stopped) {
            throw new InterruptedException(stopped.getMessage());
        } catch (RuntimeException fault) {
            // The database was away, or two transactions were in each other's way: nothing of it has come about.
            postpone(claimed.stream().collect(Collectors.toMap(solve -> solve, solve -> String.valueOf(fault))));
            throw fault;
        }
        return true;
    }

    private void postpone(Map<Solve, String> faults) {
        faults.forEach((solve, reason) -> {
            Instant until = clock.instant().plus(Waiting.after(solve.attempts()));
            Journal.postponed(solve, reason, until);
            worker.postpone(List.of(solve), reason, until);
        });
    }

    /** Ends what can end soon, and gives the rest back. */
    @Override
    public void close() {
        crew.close();
        fetches.shutdownNow();
        worker.close();
    }
}
