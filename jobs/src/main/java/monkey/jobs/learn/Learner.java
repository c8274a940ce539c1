package monkey.jobs.learn;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import monkey.dataset.knowledge.FetchedPage;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.knowledge.KnowledgeStore;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.dataset.knowledge.RequiredPackage;
import monkey.dataset.knowledge.WheelTags;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.reach.FileChoice;
import monkey.jobs.reach.Need;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.ReachedPackage;
import monkey.jobs.reach.Reacher;
import monkey.jobs.reach.SpaceRequest;

/**
 * Learns what a stack space needs.
 *
 * <p>Idea: ask what the root reaches of what is known and what is unknown about it; fetch that; keep it; ask again, until
 * nothing is unknown. Only packages that requirements reach are asked for, and only the metadata of versions that some
 * requirement admits. Asking again does not wait for everything under way, so that slow answers hold up nobody. What was
 * kept stays kept when learning is stopped; the next time goes on from there.
 */
public final class Learner {

    /** A page is asked for again when its index last confirmed it longer ago than this. */
    public static final Duration FRESH = Duration.ofHours(1);

    private static final int FEW = 24;
    private static final long LONGEST_BATCH_MILLIS = 400;

    private final KnowledgeStore store;
    private final PackageIndexes indexes;
    private final Clock clock;

    public Learner(KnowledgeStore store, PackageIndexes indexes, Clock clock) {
        this.store = store;
        this.indexes = indexes;
        this.clock = clock;
    }

    /**
     * Learns until all is known, and says what is reached.
     *
     * @throws UnmeetableRootException if no index has a package that the root asks for, or the root asks for an address
     * @throws IOException if an index cannot be asked; what was learnt until then is kept
     */
    public Reach learn(SpaceRequest request, LearningProgress progress) throws IOException, UnmeetableRootException {
        Instant oldest = clock.instant().minus(FRESH);
        return new Learning(request, progress, page -> !page.fetchedAt().isBefore(oldest)).learn();
    }

    /**
     * What is reached of what is known, however old, without asking any index; what is unknown counts as not there, and
     * {@link Reach#isComplete} says whether anything is.
     *
     * @throws UnmeetableRootException if nothing is known of a package that the root asks for
     */
    public Reach recall(SpaceRequest request) throws UnmeetableRootException {
        return new Learning(request, LearningProgress.SILENT, page -> true).recall();
    }

    /**
     * What is reached of what is known, without asking any index; what is unknown, or was confirmed before {@code freshSince},
     * is said to be unknown.
     *
     * @throws UnmeetableRootException if no index has a package that the root asks for, or the root asks for an address
     */
    public Reach survey(SpaceRequest request, Instant freshSince) throws UnmeetableRootException {
        return new Learning(
                        request,
                        LearningProgress.SILENT,
                        page -> !page.fetchedAt().isBefore(freshSince))
                .survey();
    }

    /** One request's way to being known. */
    private final class Learning {
        private final SpaceRequest request;
        private final LearningProgress progress;
        private final Predicate<IndexPage> fresh;
        private final Reacher reacher;
        private final WheelTags accepted;
        private final Set<String> loaded = new HashSet<>();
        private KnowledgeSnapshot snapshot;
        private int pagesAsked;
        private int versionsLearnt;

        Learning(SpaceRequest request, LearningProgress progress, Predicate<IndexPage> fresh) {
            this.request = request;
            this.progress = progress;
            this.fresh = fresh;
            this.reacher = new Reacher(request);
            this.accepted = FileChoice.accepted(request.environment());
        }

        Reach learn() throws IOException, UnmeetableRootException {
            requireNoAddresses();
            snapshot = known();
            try (Fetcher fetcher = new Fetcher(indexes, clock)) {
                while (true) {
                    Reach reach = reachLoaded();
                    requireRoots(reach);
                    report(reach);
                    if (reach.isComplete()) {
                        return reach;
                    }
                    for (Reach.UnknownPage page : reach.unknownPages()) {
                        fetcher.ask(page, page(page));
                    }
                    reach.unlearnt().forEach(fetcher::ask);
                    keep(arrivals(fetcher));
                }
            }
        }

        Reach survey() throws UnmeetableRootException {
            requireNoAddresses();
            snapshot = known();
            Reach reach = reachLoaded();
            requireRoots(reach);
            return reach;
        }

        Reach recall() throws UnmeetableRootException {
            requireNoAddresses();
            snapshot = known();
            Reach reach = reachLoaded();
            for (Reach.UnknownPage page : reach.unknownPages()) {
                for (Need need : reach.root()) {
                    if (need.packageName().equals(page.packageName())
                            && snapshot.get(page.packageName()).versions().isEmpty()) {
                        throw unmeetable(
                                need, "nothing is known of " + need.packageName() + " yet, and no index is asked");
                    }
                }
            }
            requireRoots(reach);
            return reach;
        }

        private KnowledgeSnapshot known() {
            List<RequiredPackage> roots = Reacher.root(request).stream()
                    .map(need -> new RequiredPackage(need.packageName(), List.copyOf(need.extras())))
                    .toList();
            KnowledgeSnapshot closure = store.closure(roots, accepted);
            loaded.addAll(closure.packages().keySet());
            return closure;
        }

        /** Reaches, and reads from the knowledge base what other requests have learnt of packages now reached. */
        private Reach reachLoaded() {
            while (true) {
                Reach reach = reacher.reach(snapshot, fresh);
                List<String> more = reach.unknownPages().stream()
                        .map(Reach.UnknownPage::packageName)
                        .filter(loaded::add)
                        .toList();
                if (more.isEmpty()) {
                    return reach;
                }
                snapshot = snapshot.with(store.packages(more, accepted));
            }
        }

        /** Waits for something to come, then for as much more as comes soon: keeping and reaching in bulk is cheaper. */
        private List<Fetcher.Arrival> arrivals(Fetcher fetcher) throws IOException {
            List<Fetcher.Arrival> batch = new ArrayList<>();
            try {
                batch.add(fetcher.arrivals().take());
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_BATCH_MILLIS);
                while (fetcher.open() > FEW && System.nanoTime() < until) {
                    Fetcher.Arrival next = fetcher.arrivals().poll(50, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        batch.add(next);
                    }
                }
                fetcher.arrivals().drainTo(batch);
                return batch;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("learning was stopped");
            }
        }

        private void keep(List<Fetcher.Arrival> batch) throws IOException {
            List<FetchedPage> pages = new ArrayList<>();
            List<IndexPage> confirmed = new ArrayList<>();
            List<LearntMetadata> metadata = new ArrayList<>();
            Throwable failure = null;
            for (Fetcher.Arrival arrival : batch) {
                if (arrival instanceof Fetcher.Page page) {
                    pages.add(page.page());
                } else if (arrival instanceof Fetcher.Confirmed same) {
                    confirmed.add(same.page());
                } else if (arrival instanceof Fetcher.Metadata learnt) {
                    metadata.add(learnt.learnt());
                } else if (arrival instanceof Fetcher.Failed failed) {
                    failure = failure == null ? failed.cause() : failure;
                }
            }
            keepPages(pages, confirmed);
            if (!metadata.isEmpty()) {
                store.recordMetadata(metadata);
                snapshot = snapshot.learnt(metadata);
                versionsLearnt += metadata.size();
            }
            if (failure instanceof IOException unreachable) {
                throw unreachable;
            }
            if (failure != null) {
                throw new IllegalStateException("learning failed: " + failure, failure);
            }
        }

        private void keepPages(List<FetchedPage> pages, List<IndexPage> confirmed) {
            if (!pages.isEmpty()) {
                store.record(pages);
            }
            Map<String, List<IndexPage>> byIndex = confirmed.stream()
                    .collect(Collectors.groupingBy(IndexPage::indexUrl, TreeMap::new, Collectors.toList()));
            byIndex.forEach((index, same) -> store.confirm(
                    index, same.stream().map(IndexPage::packageName).toList(), clock.instant()));
            Set<String> changed = new HashSet<>();
            pages.forEach(page -> changed.add(page.page().packageName()));
            confirmed.forEach(page -> changed.add(page.packageName()));
            if (!changed.isEmpty()) {
                snapshot = snapshot.with(store.packages(changed, accepted));
                pagesAsked += pages.size() + confirmed.size();
            }
        }

        private Optional<IndexPage> page(Reach.UnknownPage wanted) {
            return snapshot.get(wanted.packageName()).pages().stream()
                    .filter(page -> page.indexUrl().equals(wanted.index()))
                    .findFirst();
        }

        private void requireNoAddresses() throws UnmeetableRootException {
            for (Need need : Reacher.root(request)) {
                for (Need.Line line : need.lines()) {
                    if (line.byUrl()) {
                        throw new UnmeetableRootException(
                                line.text(),
                                "'" + line.text() + "' names an address; only versions of a package index can be tried:"
                                        + " give a specifier instead");
                    }
                }
            }
        }

        private void requireRoots(Reach reach) throws UnmeetableRootException {
            for (Need need : reach.root()) {
                ReachedPackage reached = reach.packages().get(need.packageName());
                if (reached.isAbsent()) {
                    throw unmeetable(
                            need, "no package " + need.packageName() + " on " + String.join(" or ", request.indexes()));
                }
            }
        }

        private UnmeetableRootException unmeetable(Need need, String why) {
            String line = need.lines().get(0).text();
            return new UnmeetableRootException(line, "'" + line + "' cannot be met: " + why);
        }

        private void report(Reach reach) {
            progress.update(new LearningProgress.State(
                    reach.packages().size(),
                    pagesAsked,
                    reach.unknownPages().size(),
                    versionsLearnt,
                    reach.unlearnt().size()));
        }
    }
}
