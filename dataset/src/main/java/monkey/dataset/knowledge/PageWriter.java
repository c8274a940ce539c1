package monkey.dataset.knowledge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.postgres.CopyText;
import org.jdbi.v3.core.Handle;

/**
 * Merges project pages into what is known: all pages are copied into staging tables (which live as long as the
 * connection and are empty between transactions), then a few statements compare the two sides as sets. Cost: one pass over
 * the pages' files and over what is known of those packages; rows that did not change are not written.
 */
final class PageWriter {
    private static final String STAGING = """
            create temporary table if not exists staged_page (
                number integer, url text, package text, present boolean, etag text, fetched_at timestamptz,
                package_index_id integer
            ) on commit delete rows;
            create temporary table if not exists staged_distribution (
                page integer, version text, filename text, kind text, url text, sha256 text, size_bytes bigint,
                uploaded_at timestamptz, requires_python text, yanked boolean, yanked_reason text, python_tags text[],
                abi_tags text[], platform_tags text[], metadata_offered boolean, package_version_id bigint
            ) on commit delete rows
            """;

    private static final List<String> MERGE = List.of(
            "analyze staged_page, staged_distribution",
            """
            insert into package_index (url)
            select distinct url from staged_page where url not in (select url from package_index)
            on conflict (url) do nothing
            """,
            "update staged_page s set package_index_id = i.id from package_index i where i.url = s.url",
            """
            insert into index_page as known (package_index_id, package, present, etag, fetched_at)
            select package_index_id, package, present, etag, fetched_at from staged_page
            on conflict (package_index_id, package) do update
            set present = excluded.present, etag = excluded.etag, fetched_at = excluded.fetched_at
            """,
            """
            insert into package_version (package_index_id, package, version)
            select distinct p.package_index_id, p.package, s.version
            from staged_distribution s join staged_page p on p.number = s.page
            on conflict (package, version, package_index_id) do nothing
            """,
            """
            update staged_distribution s set package_version_id = v.id
            from staged_page p
            join package_version v on v.package = p.package and v.package_index_id = p.package_index_id
            where p.number = s.page and v.version = s.version
            """,
            """
            update package_version v set missing = not v.missing
            from staged_page p
            where v.package = p.package and v.package_index_id = p.package_index_id
              and v.missing = exists (select from staged_distribution s where s.package_version_id = v.id)
            """,
            """
            insert into distribution as known (
                package_version_id, filename, kind, url, sha256, size_bytes, uploaded_at, requires_python, yanked,
                yanked_reason, python_tags, abi_tags, platform_tags, metadata_offered)
            select package_version_id, filename, kind, url, sha256, size_bytes, uploaded_at, requires_python, yanked,
                yanked_reason, python_tags, abi_tags, platform_tags, metadata_offered
            from staged_distribution
            on conflict (package_version_id, filename) do update
            set kind = excluded.kind, url = excluded.url, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
                uploaded_at = excluded.uploaded_at, requires_python = excluded.requires_python,
                yanked = excluded.yanked, yanked_reason = excluded.yanked_reason, python_tags = excluded.python_tags,
                abi_tags = excluded.abi_tags, platform_tags = excluded.platform_tags,
                metadata_offered = excluded.metadata_offered, missing = false,
                core_metadata_id = case when known.sha256 <> excluded.sha256 then null else known.core_metadata_id end,
                metadata_problem = case when known.sha256 <> excluded.sha256 then null else known.metadata_problem end,
                learnt_at = case when known.sha256 <> excluded.sha256 then null else known.learnt_at end
            where known.missing
               or (known.kind, known.url, known.sha256, known.size_bytes, known.uploaded_at, known.requires_python,
                   known.yanked, known.yanked_reason, known.python_tags, known.abi_tags, known.platform_tags,
                   known.metadata_offered)
                  is distinct from
                  (excluded.kind, excluded.url, excluded.sha256, excluded.size_bytes, excluded.uploaded_at,
                   excluded.requires_python, excluded.yanked, excluded.yanked_reason, excluded.python_tags,
                   excluded.abi_tags, excluded.platform_tags, excluded.metadata_offered)
            """,
            """
            update distribution d set missing = true
            from staged_page p
            join package_version v on v.package = p.package and v.package_index_id = p.package_index_id
            where d.package_version_id = v.id and not d.missing
              and not exists (select from staged_distribution s
                              where s.package_version_id = v.id and s.filename = d.filename)
            """);

    private PageWriter() {}

    static void write(Handle handle, Collection<FetchedPage> pages) {
        if (pages.isEmpty()) {
            return;
        }
        WritersLock.take(handle);
        handle.createScript(STAGING).execute();
        Collection<FetchedPage> distinct = lastOfEach(pages);
        copyPages(handle, distinct);
        copyFiles(handle, distinct);
        MERGE.forEach(handle::execute);
    }

    private static Collection<FetchedPage> lastOfEach(Collection<FetchedPage> pages) {
        record Key(String indexUrl, String packageName) {}
        Map<Key, FetchedPage> last = new LinkedHashMap<>();
        pages.forEach(p -> last.put(new Key(p.page().indexUrl(), p.page().packageName()), p));
        return last.values();
    }

    private static void copyPages(Handle handle, Collection<FetchedPage> pages) {
        try (CopyText rows = CopyText.into(handle, "staged_page", "number, url, package, present, etag, fetched_at")) {
            int number = 0;
            for (FetchedPage fetched : pages) {
                IndexPage page = fetched.page();
                rows.number(number++).text(page.indexUrl()).text(page.packageName());
                rows.flag(page.present())
                        .text(page.etag())
                        .time(page.fetchedAt())
                        .endRow();
            }
            rows.end();
        }
    }

    private static void copyFiles(Handle handle, Collection<FetchedPage> pages) {
        try (CopyText rows = CopyText.into(
                handle,
                "staged_distribution",
                "page, version, filename, kind, url, sha256, size_bytes, uploaded_at, requires_python, yanked,"
                        + " yanked_reason, python_tags, abi_tags, platform_tags, metadata_offered")) {
            int number = 0;
            for (FetchedPage fetched : pages) {
                Map<String, DistributionFile> byName = new LinkedHashMap<>(); // some pages list a file twice
                fetched.files().forEach(file -> byName.put(file.filename(), file));
                for (DistributionFile file : byName.values()) {
                    rows.number(number).text(file.version()).text(file.filename());
                    rows.text(file.kind().word()).text(file.url()).text(file.sha256());
                    rows.number(file.sizeBytes()).time(file.uploadedAt()).text(file.requiresPython());
                    rows.flag(file.yanked()).text(file.yankedReason());
                    rows.texts(file.tags().python()).texts(file.tags().abi());
                    rows.texts(file.tags().platform())
                            .flag(file.metadataOffered())
                            .endRow();
                }
                number++;
            }
            rows.end();
        }
    }
}
