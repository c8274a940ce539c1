package monkey.jobs.learn;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.knowledge.DistributionKind;
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

/** Asks indexes for one thing at a time, and puts the answer as the knowledge base keeps it. Safe for several threads. */
public final class Inquiry {

    private final PackageIndexes indexes;
    private final Clock clock;
    private final Map<String, String> metadataDigests = new ConcurrentHashMap<>();

    public Inquiry(PackageIndexes indexes, Clock clock) {
        this.indexes = indexes;
        this.clock = clock;
    }

    /** What an index says of a package. */
    public sealed interface Answer {
        IndexPage page();
    }

    /** Something else than was known, or something for the first time. */
    public record Changed(FetchedPage fetched) implements Answer {
        @Override
        public IndexPage page() {
            return fetched.page();
        }
    }

    /** What was known already. */
    public record Confirmed(IndexPage page) implements Answer {}

    /**
     * @param known the page as the knowledge base has it, if it does
     * @throws IOException if the index cannot be asked
     */
    public Answer page(IndexLocation index, String packageName, Optional<IndexPage> known) throws IOException {
        Optional<FetchedProject> fetched = indexes.project(index, packageName);
        String tag = fetched.map(FetchedProject::tag).orElse(null);
        IndexPage page = new IndexPage(index.toString(), packageName, tag != null, tag, clock.instant());
        if (known.isPresent()
                && known.get().present() == page.present()
                && tagsMatch(known.get().etag(), tag)) {
            return new Confirmed(page);
        }
        if (fetched.isEmpty()) {
            return new Changed(new FetchedPage(page, List.of()));
        }
        ProjectPage read = fetched.get().page();
        for (ProjectFile file : read.files()) {
            file.metadata()
                    .sha256()
                    .ifPresent(digest -> metadataDigests.put(file.address().toString(), digest));
        }
        return new Changed(new FetchedPage(page, PageFiles.of(packageName, read)));
    }

    private static boolean tagsMatch(String known, String now) {
        return known == null ? now == null : known.equals(now);
    }

    /**
     * What a file requires; or why that cannot be told, if the file is to blame.
     *
     * @throws IOException if the index cannot be asked
     */
    public LearntMetadata metadata(Distribution distribution) throws IOException {
        DistributionFile file = distribution.file();
        RemoteFile remote = new RemoteFile(
                URI.create(file.url()),
                file.filename(),
                Optional.ofNullable(file.sha256()),
                Optional.ofNullable(file.sizeBytes()),
                file.metadataOffered(),
                Optional.ofNullable(metadataDigests.get(file.url())));
        try {
            byte[] content = file.kind() == DistributionKind.WHEEL
                    ? indexes.wheelMetadata(remote)
                    : indexes.sourceMetadata(remote);
            return LearntMetadata.of(distribution.id(), Statements.of(content), clock.instant());
        } catch (MetadataException | InvalidNotationException fault) {
            return LearntMetadata.problem(distribution.id(), fault.getMessage(), clock.instant());
        }
    }
}
