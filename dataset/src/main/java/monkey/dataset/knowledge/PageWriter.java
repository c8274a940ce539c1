package monkey.dataset.knowledge;

import java.util.Collection;
import java.util.HashMap;
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
            create temporary table if not exists staged_wheel_tags (
                number integer, python text[], abi text[], platform text[]
            ) on commit delete rows;
            create temporary table if not exists staged_distribution (
                page integer, version text, filename text, kind text, url text, sha256 text, size_bytes bigint,
                uploaded_at timestamptz, requires_python text, yanked boolean, yanked_reason text, wheel_tags_id integer,
                metadata_offered boolean
            ) on commit delete rows
            """;

    private static final List<String> ANALYZE_AND_NUMBER = List.of(
            "analyze staged_page, staged_distribution",
            """
            insert into package_index (url)
            select distinct url from staged_page where url not in (select url from package_index)
            """,
            "update staged_page s set package_index_id = i.id from package_index i where i.url = s.url");

    private static final List<String> MERGE = List.of("""
            insert into index_page as known (package_index_id, package, present, etag, fetched_at)
            select package_index_id, package, present, etag, fetched_at from staged_page
            on conflict (package_index_id, package) do update
            set present = excluded.present, etag = excluded.etag, fetched_at = excluded.fetched_at
            """, """
            insert into package_version (package_index_id, package, version)
            select p.package_index_id, p.package, s.version
            from (select distinct page, version from staged_distribution) s join staged_page p on p.number = s.page
            where not exists (
                select from package_version v
                where v.package = p.package and v.version = s.version and v.package_index_id = p.package_index_id)
            """, """
            update package_version v set missing = not v.missing
            from (
                select v.id from staged_page p
                join package_version v on v.package = p.package and v.package_index_id = p.package_index_id
                left join (select distinct page, version from staged_distribution) s
                  on s.page = p.number and s.version = v.version
                where v.missing = (s.page is not null)
            ) as changed
            where v.id = changed.id
            """, """
            insert into distribution as known (
                package_version_id, filename, kind, url, sha256, size_bytes, uploaded_at, requires_python, yanked,
                yanked_reason, wheel_tags_id, metadata_offered)
            select v.id, s.filename, s.kind, s.url, s.sha256, s.size_bytes, s.uploaded_at, s.requires_python, s.yanked,
                s.yanked_reason, s.wheel_tags_id, s.metadata_offered
            from staged_distribution s
            join staged_page p on p.number = s.page
            join package_version v
              on v.package = p.package and v.version = s.version and v.package_index_id = p.package_index_id
            on conflict (package_version_id, filename) do update
            set kind = excluded.kind, url = excluded.url, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
                uploaded_at = excluded.uploaded_at, requires_python = excluded.requires_python,
                yanked = excluded.yanked, yanked_reason = excluded.yanked_reason,
                wheel_tags_id = excluded.wheel_tags_id, metadata_offered = excluded.metadata_offered, missing = false,
                core_metadata_id = case when known.sha256 <> excluded.sha256 then null else known.core_metadata_id end,
                metadata_problem = case when known.sha256 <> excluded.sha256 then null else known.metadata_problem end,
                learnt_at = case when known.sha256 <> excluded.sha256 then null else known.learnt_at end
            where known.missing
               or (known.kind, known.url, known.sha256, known.size_bytes, known.uploaded_at, known.requires_python,
                   known.yanked, known.yanked_reason, known.wheel_tags_id, known.metadata_offered)
                  is distinct from
                  (excluded.kind, excluded.url, excluded.sha256, excluded.size_bytes, excluded.uploaded_at,
                   excluded.requires_python, excluded.yanked, excluded.yanked_reason, excluded.wheel_tags_id,
                   excluded.metadata_offered)
            """, """
            update distribution d set missing = true
            from staged_page p
            join package_version v on v.package = p.package and v.package_index_id = p.package_index_id
            where d.package_version_id = v.id and not d.missing
              and not exists (select from staged_distribution s
                              where s.page = p.number and s.filename = d.filename)
            """);

    private static final String MERGE_TAGS = """
            insert into wheel_tags (python, abi, platform)
            select python, abi, platform from staged_wheel_tags
            except select python, abi, platform from wheel_tags
            """;

    private static final String TAGS = """
            select s.number, t.id
            from staged_wheel_tags s
            join wheel_tags t on t.python = s.python and t.abi = s.abi and t.platform = s.platform
            """;

    private PageWriter() {}

    /** @param compare whether to find out what is different; otherwise nothing is said to be */
    static List<PageDifference> write(Handle handle, Collection<FetchedPage> pages, boolean compare) {
        if (pages.isEmpty()) {
            return List.of();
        }
        WritersLock.take(handle);
        handle.createScript(STAGING).execute();
        Collection<FetchedPage> distinct = lastOfEach(pages);
        copyPages(handle, distinct);
        copyFiles(handle, distinct, tags(handle, distinct));
        ANALYZE_AND_NUMBER.forEach(handle::execute);
        List<PageDifference> differences = compare ? PageComparison.of(handle) : List.of();
        MERGE.forEach(handle::execute);
        return differences;
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

    /** The sets of tags that the wheels of all pages have, each with its number in the database. */
    private static Map<WheelTags, Integer> tags(Handle handle, Collection<FetchedPage> pages) {
        List<WheelTags> sets = pages.stream()
                .flatMap(fetched -> fetched.files().stream())
                .filter(file -> file.kind() == DistributionKind.WHEEL)
                .map(DistributionFile::tags)
                .distinct()
                .toList();
        try (CopyText rows = CopyText.into(handle, "staged_wheel_tags", "number, python, abi, platform")) {
            for (int number = 0; number < sets.size(); number++) {
                WheelTags set = sets.get(number);
                rows.number(number).texts(set.python()).texts(set.abi());
                rows.texts(set.platform()).endRow();
            }
            rows.end();
        }
        handle.execute(MERGE_TAGS);
        Map<WheelTags, Integer> ids = new HashMap<>();
        handle.createQuery(TAGS)
                .map((row, context) -> ids.put(sets.get(row.getInt(1)), row.getInt(2)))
                .forEach(replaced -> {});
        return ids;
    }

    private static void copyFiles(Handle handle, Collection<FetchedPage> pages, Map<WheelTags, Integer> tags) {
        try (CopyText rows = CopyText.into(
                handle,
                "staged_distribution",
                "page, version, filename, kind, url, sha256, size_bytes, uploaded_at, requires_python, yanked,"
                        + " yanked_reason, wheel_tags_id, metadata_offered")) {
            int number = 0;
            for (FetchedPage fetched : pages) {
                Map<String, DistributionFile> byName = new LinkedHashMap<>(); // some pages list a file twice
                fetched.files().forEach(file -> byName.put(file.filename(), file));
                for (DistributionFile file : byName.values()) {
                    rows.number(number).text(file.version()).text(file.filename());
                    rows.text(file.kind().word()).text(file.url()).text(file.sha256());
                    rows.number(file.sizeBytes()).time(file.uploadedAt()).text(file.requiresPython());
                    rows.flag(file.yanked()).text(file.yankedReason());
                    rows.number(file.kind() == DistributionKind.WHEEL ? tags.get(file.tags()) : null);
                    rows.flag(file.metadataOffered()).endRow();
                }
                number++;
            }
            rows.end();
        }
    }
}
