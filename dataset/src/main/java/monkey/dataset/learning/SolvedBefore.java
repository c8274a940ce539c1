package monkey.dataset.learning;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Tells, of many that ask for a version to be solved, those for whom there is nothing to do: one statement for all. */
public final class SolvedBefore {
    private static final String ANSWERED = """
            select r.position
            from unnest(:positions, :packages, :versions, :indexes, :filenames, :needed)
                as r (position, package, version, url, filename, needed)
            join package_index i on i.url = r.url
            join index_page p on p.package_index_id = i.id and p.package = r.package
            join package_version v
                on v.package_index_id = i.id and v.package = r.package and v.version = r.version
            where p.present and p.fetched_at >= r.needed::timestamptz and not v.missing
              and not exists (select from parked_need n where n.package = r.package)
              and (select count(*) from solve s
                   where s.package = r.package and s.version = r.version and s.package_index_id = i.id
                     and s.environment_id = any(:environments) and s.outcome = 'solved'
                     and (r.filename is null or r.filename = any(s.files))) = cardinality(:environments)
            """;

    private SolvedBefore() {}

    /**
     * A wish, as the knowledge base would spell it.
     *
     * @param position the asker's number for it
     * @param filename to be read too, or null
     * @param needed the page has to be of that moment or later
     */
    public record Wish(
            int position, String packageName, String version, String indexUrl, String filename, Instant needed) {}

    /**
     * Which of these are solved for all of the environments, by a page that is recent enough and lists them, while no run
     * waits for anything of their package; in the caller's transaction.
     *
     * @return their positions
     */
    public static Set<Integer> among(Handle handle, Collection<Wish> wishes, Collection<Integer> environments) {
        List<Wish> listed = List.copyOf(wishes);
        return new HashSet<>(handle.createQuery(ANSWERED)
                .bindArray(
                        "positions",
                        Integer.class,
                        listed.stream().map(Wish::position).toList())
                .bindArray(
                        "packages",
                        String.class,
                        listed.stream().map(Wish::packageName).toList())
                .bindArray(
                        "versions",
                        String.class,
                        listed.stream().map(Wish::version).toList())
                .bindArray(
                        "indexes",
                        String.class,
                        listed.stream().map(Wish::indexUrl).toList())
                .bindArray(
                        "filenames",
                        String.class,
                        listed.stream().map(Wish::filename).toList())
                .bindArray(
                        "needed",
                        String.class,
                        listed.stream().map(wish -> wish.needed().toString()).toList())
                .bindArray("environments", Integer.class, environments)
                .mapTo(Integer.class)
                .list());
    }
}
