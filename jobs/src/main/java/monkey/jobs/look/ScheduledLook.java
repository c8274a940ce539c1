package monkey.jobs.look;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import monkey.dataset.Dataset;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.ParkedRuns;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.investigate.Told;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Outgoing;
import org.jdbi.v3.core.Handle;

/**
 * One look at the pages of all packages that some indexes are known to have. Pages are asked for side by side; each that came
 * is compared with what is known, taken over, and what is different is told, in a transaction of its own: a look that is
 * stopped in between has looked at fewer pages, and the next one finds the rest.
 */
public final class ScheduledLook {
    private static final int AT_ONCE = 8;

    private final Dataset dataset;
    private final Inquiry inquiry;
    private final List<IndexLocation> indexes;
    private final Depth depth;

    /** How closely it looks. */
    public enum Depth {
        /** A page that the index says is unchanged is believed to be. */
        CHANGES,
        /** Every page is compared with what is known, file by file. */
        EVERYTHING
    }

    /**
     * What came of a look.
     *
     * @param pages that were looked at
     * @param differences in the order in which they were found
     * @param unanswered why pages could not be looked at, a line each
     */
    public record Seen(int pages, List<PageDifference> differences, List<String> unanswered) {}

    /** @param indexes whose pages are looked at */
    public ScheduledLook(Dataset dataset, Inquiry inquiry, List<IndexLocation> indexes, Depth depth) {
        this.dataset = dataset;
        this.inquiry = inquiry;
        this.indexes = List.copyOf(indexes);
        this.depth = depth;
    }

    /** @param progress is told how many of how many pages are done */
    public Seen look(BiConsumer<Integer, Integer> progress) throws InterruptedException {
        Cause cause = new Cause(null, UUID.randomUUID().toString());
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Inquiry.Answer>> answers = new ArrayList<>();
            Map<String, List<IndexPage>> known =
                    dataset.knowledge().pages(dataset.knowledge().packageNames());
            for (List<IndexPage> pages : known.values()) {
                for (IndexPage page : pages) {
                    location(page).ifPresent(index -> answers.add(workers.submit(() -> ask(index, page))));
                }
            }
            List<PageDifference> differences = new ArrayList<>();
            List<String> unanswered = new ArrayList<>();
            int done = 0;
            for (Future<Inquiry.Answer> answer : answers) {
                try {
                    differences.addAll(keep(answer.get(), cause));
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof IOException)) {
                        throw new IllegalStateException("a look failed: " + e.getCause(), e.getCause());
                    }
                    unanswered.add(String.valueOf(e.getCause().getMessage()));
                }
                progress.accept(++done, answers.size());
            }
            return new Seen(done - unanswered.size(), differences, unanswered);
        } finally {
            workers.shutdownNow();
        }
    }

    private Optional<IndexLocation> location(IndexPage page) {
        return page.present()
                ? indexes.stream()
                        .filter(index -> index.toString().equals(page.indexUrl()))
                        .findFirst()
                : Optional.empty();
    }

    private Inquiry.Answer ask(IndexLocation index, IndexPage known) throws IOException {
        return inquiry.page(index, known.packageName(), depth == Depth.CHANGES ? Optional.of(known) : Optional.empty());
    }

    private List<PageDifference> keep(Inquiry.Answer answer, Cause cause) {
        return dataset.inTransaction(handle -> {
            KnowledgeWriter.lock(handle);
            List<PageDifference> differences = record(handle, answer);
            List<Envelope<?>> messages = new ArrayList<>(Told.differences(differences, cause));
            messages.addAll(
                    Told.ready(ParkedRuns.settle(handle, List.of(answer.page().packageName()), Instant.now()), cause));
            Outgoing.write(handle, messages);
            return differences;
        });
    }

    private static List<PageDifference> record(Handle handle, Inquiry.Answer answer) {
        if (answer instanceof Inquiry.Changed changed) {
            return KnowledgeWriter.record(handle, List.of(changed.fetched()));
        }
        KnowledgeWriter.confirm(handle, answer.page());
        return List.of();
    }
}
