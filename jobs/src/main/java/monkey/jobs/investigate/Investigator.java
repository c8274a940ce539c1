package monkey.jobs.investigate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import monkey.dataset.Dataset;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.security.SecurityAnalysts;
import monkey.jobs.solve.Solvers;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.Messaging;
import monkey.jobs.transport.Subscription;
import monkey.jobs.workbench.LearningBench;

/**
 * Everything that learns what messages ask for, in one process: the relay that publishes, the consumers that handle, and the
 * workers that look at pages, solve, look at code and have parked runs go on. Any number of them may share a knowledge base
 * and a Kafka. Closing it leaves all that is unfinished to the next.
 */
public final class Investigator implements AutoCloseable {
    /** Of all consumers of it, each message is handled by one. */
    public static final String ROLE = "investigator";

    private final Dataset dataset;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Messaging messaging;
    private final Optional<SecurityAnalysts> analysts;

    private Investigator(
            LearningBench bench, Kafka kafka, InvestigatorSettings settings, MeterRegistry meters, Clock clock) {
        this.dataset = bench.dataset();
        Surroundings surroundings =
                new Surroundings(bench.locations(), dataset.runs()::environments, settings.environments());
        Inquiry inquiry = new Inquiry(bench.indexes(), clock);
        try {
            Solvers solvers = open(new Solvers(
                    dataset,
                    inquiry,
                    surroundings::environment,
                    new Announcement(surroundings),
                    settings.solvers(),
                    meters,
                    clock));
            Looking looking =
                    open(new Looking(dataset, inquiry, surroundings, settings.solvers(), solvers::wake, clock));
            analysts = settings.security()
                    ? Optional.of(open(new SecurityAnalysts(bench, () -> openWork() > 0, clock)))
                    : Optional.empty();
            Runnable wake = () -> {
                looking.wake();
                solvers.wake();
            };
            solvers.start();
            looking.start();
            analysts.ifPresent(SecurityAnalysts::start);
            if (settings.resuming()) {
                open(new Resumption(dataset, bench.home())).start();
            }
            Subscription subscription = new Subscription(
                    ROLE, Handlers.of(surroundings, settings.security(), wake, clock), Optional.of(this::openWork));
            this.messaging = open(Messaging.start(dataset, kafka, meters, List.of(subscription)));
            open(dataset.presence().announce());
            measure(meters, clock);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Begins.
     *
     * @throws monkey.jobs.transport.TransportException if Kafka cannot be reached
     */
    public static Investigator start(
            LearningBench bench, Kafka kafka, InvestigatorSettings settings, MeterRegistry meters) {
        return start(bench, kafka, settings, meters, Clock.systemUTC());
    }

    /** Begins, by a clock that need not be right: all it is good for is when to try again what failed. */
    static Investigator start(
            LearningBench bench, Kafka kafka, InvestigatorSettings settings, MeterRegistry meters, Clock clock) {
        return new Investigator(bench, kafka, settings, meters, clock);
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /** How much is planned or under way. */
    public long openWork() {
        return dataset.solves().open() + dataset.looks().open();
    }

    /** Whether nothing is to be published or done. What was published and not handled, the lag of the consumers says. */
    public boolean isIdle() {
        return openWork() == 0
                && (analysts.map(SecurityAnalysts::isWithoutTools).orElse(true)
                        || dataset.security().open() == 0)
                && !dataset.outbox().anyWaits();
    }

    /** What is not well, by part, in words; a part that is well has an empty text. */
    public Map<String, String> health() {
        return messaging.health();
    }

    private void measure(MeterRegistry meters, Clock clock) {
        gauge(
                meters,
                "monkey.work.solves",
                "solves that have not ended",
                () -> dataset.solves().open());
        gauge(
                meters,
                "monkey.work.looks",
                "looks at pages that have not ended",
                () -> dataset.looks().open());
        gauge(
                meters,
                "monkey.work.security",
                "analyses that have not ended",
                () -> dataset.security().open());
        gauge(
                meters,
                "monkey.work.parked.runs",
                "runs that wait",
                () -> dataset.parkedRuns().waiting());
        gauge(
                meters,
                "monkey.work.oldest.seconds",
                "since the oldest open work was asked for",
                () -> Stream.of(dataset.solves().oldestOpen(), dataset.looks().oldestOpen())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                        .orElse(0L));
    }

    private static void gauge(
            MeterRegistry meters, String name, String words, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, () -> {
                    try {
                        return value.get();
                    } catch (RuntimeException databaseIsAway) {
                        return Double.NaN;
                    }
                })
                .description(words)
                .register(meters);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException(e.getMessage(), e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
