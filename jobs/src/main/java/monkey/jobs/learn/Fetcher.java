package monkey.jobs.learn;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.knowledge.FetchedPage;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.dataset.python.InvalidNotationException;
import monkey.jobs.index.FetchedProject;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.index.metadata.MetadataException;
import monkey.jobs.index.metadata.RemoteFile;
import monkey.jobs.index.page.ProjectFile;
import monkey.jobs.index.page.ProjectPage;
import monkey.jobs.reach.Reach;

/** Fetches what is unknown, several things at once, each once; what comes back queues up for the learner. */
final class Fetcher implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final PackageIndexes indexes;
    private final Clock clock;
    private final ExecutorService workers;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Set<Object> asked = new HashSet<>();
    private final Map<String, String> metadataDigests = new ConcurrentHashMap<>();
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
        this.clock = clock;
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
            submit(() -> fetch(unlearnt));
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
        Optional<FetchedProject> fetched = indexes.project(index, wanted.packageName());
        String tag = fetched.map(FetchedProject::tag).orElse(null);
        IndexPage page = new IndexPage(wanted.index(), wanted.packageName(), tag != null, tag, clock.instant());
        if (known.isPresent()
                && known.get().present() == page.present()
                && tagsMatch(known.get().etag(), tag)) {
            return new Confirmed(page);
        }
        if (fetched.isEmpty()) {
            return new Page(new FetchedPage(page, List.of()));
        }
        ProjectPage read = fetched.get().page();
        for (ProjectFile file : read.files()) {
            file.metadata()
                    .sha256()
                    .ifPresent(digest -> metadataDigests.put(file.address().toString(), digest));
        }
        return new Page(new FetchedPage(page, PageFiles.of(wanted.packageName(), read)));
    }

    private static boolean tagsMatch(String known, String now) {
        return known == null ? now == null : known.equals(now);
    }

    private Arrival fetch(Reach.UnlearntDistribution unlearnt) throws IOException {
        long id = unlearnt.distribution().id();
        DistributionFile file = unlearnt.distribution().file();
        RemoteFile remote = new RemoteFile(
                URI.create(file.url()),
                file.filename(),
                Optional.ofNullable(file.sha256()),
                Optional.ofNullable(file.sizeBytes()),
                file.metadataOffered(),
                Optional.ofNullable(metadataDigests.get(file.url())));
        try {
            byte[] content = unlearnt.isWheel() ? indexes.wheelMetadata(remote) : indexes.sourceMetadata(remote);
            return new Metadata(LearntMetadata.of(id, Statements.of(content), clock.instant()));
        } catch (MetadataException | InvalidNotationException fault) {
            return new Metadata(LearntMetadata.problem(id, fault.getMessage(), clock.instant()));
        }
    }

    /** Stops without waiting for what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
