package monkey.jobs.learn;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import monkey.dataset.knowledge.FetchedPage;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.reach.Reach;

/** Fetches what is unknown, several things at once, each once; what comes back queues up for the learner. */
final class Fetcher implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final PackageIndexes indexes;
    private final Inquiry inquiry;
    private final ExecutorService workers;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Set<Object> asked = new HashSet<>();
    private final AtomicInteger open = new AtomicInteger();

    /** Something came back. */
    sealed interface Arrival {}

    /** A page that differs from the one that was known. */
    record Page(FetchedPage page) implements Arrival {}

    /** A page that says what was known already. */
    record Confirmed(IndexPage page) implements Arrival {}

    record Metadata(LearntMetadata learnt) implements Arrival {}

    record Failed(Throwable cause) implements Arrival {}

    Fetcher(PackageIndexes indexes, Clock clock) {
        this.indexes = indexes;
        this.inquiry = new Inquiry(indexes, clock);
        this.workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "learning");
            thread.setDaemon(true);
            return thread;
        });
    }

    BlockingQueue<Arrival> arrivals() {
        return arrivals;
    }

    /** How much was asked for and has not come back. */
    int open() {
        return open.get();
    }

    /** @param known the page as the knowledge base has it, if it does */
    void ask(Reach.UnknownPage page, Optional<IndexPage> known) {
        if (asked.add(page)) {
            submit(() -> fetch(page, known));
        }
    }

    void ask(Reach.UnlearntDistribution unlearnt) {
        if (asked.add(unlearnt.distribution().id())) {
            submit(() -> new Metadata(inquiry.metadata(unlearnt.distribution())));
        }
    }

    private interface Fetch {
        Arrival run() throws IOException;
    }

    private void submit(Fetch fetch) {
        open.incrementAndGet();
        workers.execute(() -> {
            Arrival arrival;
            try {
                arrival = fetch.run();
            } catch (IOException | RuntimeException | Error failure) {
                arrival = new Failed(failure);
            }
            open.decrementAndGet();
            arrivals.add(arrival);
        });
    }

    private Arrival fetch(Reach.UnknownPage wanted, Optional<IndexPage> known) throws IOException {
        IndexLocation index = indexes.indexes().stream()
                .filter(one -> one.address().toString().equals(wanted.index()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no index " + wanted.index() + " is configured"));
        Inquiry.Answer answer = inquiry.page(index, wanted.packageName(), known);
        return answer instanceof Inquiry.Changed changed ? new Page(changed.fetched()) : new Confirmed(answer.page());
    }

    /** Stops without waiting for what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
