package monkey.dataset.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Compares pages that have been staged with what is known, before they are merged: four statements, however many pages.
 * A page that was not known, or known to be absent, has nothing to be compared with.
 */
final class PageComparison {
    /** Pages of packages that their index was known to have; then with what they list now. */
    private static final String KNOWN = """
            from staged_page s
            join package_index i on i.id = s.package_index_id
            join index_page p on p.package_index_id = s.package_index_id and p.package = s.package and p.present
            """;

    private static final String RELEASED = """
            select s.package, i.url, d.version %s
            join (select distinct page, version from staged_distribution) d on d.page = s.number
            left join package_version v
              on v.package = s.package and v.version = d.version and v.package_index_id = s.package_index_id
            where v.id is null or v.missing
            order by s.number, d.version
            """.formatted(KNOWN);

    private static final String GONE = """
            select s.package, i.url, v.version %s
            join package_version v on v.package = s.package and v.package_index_id = s.package_index_id
            where s.present and not v.missing and not exists (
                select from staged_distribution d where d.page = s.number and d.version = v.version)
            order by s.number, v.id
            """.formatted(KNOWN);

    private static final String PACKAGE_GONE = """
            select s.package, i.url %s
            where not s.present
            order by s.number
            """.formatted(KNOWN);

    private static final String FILES = """
            with known as (
                select s.number, s.package, i.url, v.version, d.filename, d.sha256 %s
                join package_version v on v.package = s.package and v.package_index_id = s.package_index_id
                join distribution d on d.package_version_id = v.id
                where s.present and not v.missing and not d.missing
            ), changed as (
                select coalesce(k.number, f.page) as number, coalesce(k.version, f.version) as version,
                       k.sha256 as gone, f.sha256 as added
                from known k full join staged_distribution f
                  on f.page = k.number and f.version = k.version and f.filename = k.filename
                where k.sha256 is distinct from f.sha256
            )
            select k.package, k.url, c.version,
                   array_agg(distinct c.gone) filter (where c.gone is not null) as gone,
                   array_agg(distinct c.added) filter (where c.added is not null) as added
            from changed c join (select distinct number, package, url, version from known) k
              on k.number = c.number and k.version = c.version
            where exists (select from staged_distribution f where f.page = c.number and f.version = c.version)
            group by c.number, k.package, k.url, c.version
            order by c.number, c.version
            """.formatted(KNOWN);

    private PageComparison() {}

    static List<PageDifference> of(Handle handle) {
        List<PageDifference> differences = new ArrayList<>();
        handle.createQuery(PACKAGE_GONE)
                .map((row, context) -> new PageDifference.PackageGone(row.getString(1), row.getString(2)))
                .forEach(differences::add);
        handle.createQuery(GONE)
                .map((row, context) -> new PageDifference.Gone(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(differences::add);
        handle.createQuery(FILES)
                .map((row, context) -> new PageDifference.FilesChanged(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        texts(row.getArray("gone")),
                        texts(row.getArray("added"))))
                .forEach(differences::add);
        handle.createQuery(RELEASED)
                .map((row, context) ->
                        new PageDifference.Released(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(differences::add);
        return differences;
    }

    private static List<String> texts(java.sql.Array array) throws java.sql.SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
