package monkey.dataset.knowledge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Keeps what the package indexes offer. Each method is one transaction and a fixed number of statements, however much it is
 * given. Safe for several threads and several processes on one database.
 */
public final class KnowledgeStore {
    private final Jdbi jdbi;

    public KnowledgeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes over project pages as they are now: new files are inserted, files that a page lists no longer become missing,
     * those that are back are so no longer, and what the page says of the others (yanked, URL, ...) is updated. A file
     * whose SHA-256 has changed is another file: its metadata has to be learnt again.
     */
    public void record(Collection<FetchedPage> pages) {
        jdbi.useTransaction(handle -> PageWriter.write(handle, pages, false));
    }

    /** The index answered "not modified" for these packages at {@code confirmedAt}: what is known of them is fresh again. */
    public void confirm(String indexUrl, Collection<String> packageNames, Instant confirmedAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update index_page p set fetched_at = greatest(p.fetched_at, :confirmedAt)
                        from package_index i
                        where i.id = p.package_index_id and i.url = :indexUrl and p.package = any(:packages)
                        """)
                .bind("confirmedAt", confirmedAt)
                .bind("indexUrl", indexUrl)
                .bindArray("packages", String.class, packageNames)
                .execute());
    }

    /** What was learnt about many distributions. The last word on a distribution holds. */
    public void recordMetadata(Collection<LearntMetadata> results) {
        jdbi.useTransaction(handle -> MetadataWriter.write(handle, results));
    }

    /** The pages known of these packages, of whatever index, by package; a package nobody asked for is not in the map. */
    public Map<String, List<IndexPage>> pages(Collection<String> packageNames) {
        return jdbi.withHandle(handle -> KnowledgeReader.pages(handle, packageNames));
    }

    /** The packages that some index is known to have, by name. */
    public List<String> packageNames() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct package from index_page where present order by package")
                        .mapTo(String.class)
                        .list());
    }

    /** All that is known of these packages; of wheels only those whose tags {@code accepted} may fit. */
    public List<KnownPackage> packages(Collection<String> packageNames, WheelTags accepted) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> new KnowledgeReader(handle, accepted).packages(packageNames));
    }

    /**
     * Everything that {@code roots} reach by name through the requirements of learnt metadata: a requirement that an extra
     * gates is followed only where that extra is asked for; other markers, specifiers and Python versions are not judged.
     * Of wheels only those whose tags {@code accepted} may fit count and are returned.
     */
    public KnowledgeSnapshot closure(Collection<RequiredPackage> roots, WheelTags accepted) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            KnowledgeReader reader = new KnowledgeReader(handle, accepted);
            List<String> reached = Closure.of(handle, roots, reader.fitting().keySet());
            return KnowledgeSnapshot.of(reader.packages(reached));
        });
    }
}
