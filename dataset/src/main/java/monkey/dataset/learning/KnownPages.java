package monkey.dataset.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.python.Version;
import org.jdbi.v3.core.Handle;

/**
 * What the indexes' pages of some packages say, as it is known at the moment it is read: as many statements for five hundred
 * packages as for one. Versions are parsed only where somebody asks for one that is not spelled as the index spells it.
 */
public final class KnownPages {
    private static final String PAGES = """
            select p.package, i.url, p.present, p.fetched_at
            from index_page p join package_index i on i.id = p.package_index_id
            where p.package = any(:packages)
            """;

    private static final String VERSIONS = """
            select v.package, i.url, v.version, v.missing
            from package_version v join package_index i on i.id = v.package_index_id
            where v.package = any(:packages)
            """;

    private final Map<Place, Page> pages = new HashMap<>();
    private final Map<Place, Versions> versions = new HashMap<>();

    private record Place(String packageName, String indexUrl) {}

    /**
     * A page.
     *
     * @param present whether the index has the package
     * @param fetchedAt when the index last said so
     */
    public record Page(boolean present, Instant fetchedAt) {}

    /** Versions by their spelling; true: the index lists it. */
    private static final class Versions {
        private final Map<String, Boolean> spellings = new LinkedHashMap<>();
        private Map<Version, String> parsed;

        Map<Version, String> parsed() {
            if (parsed == null) {
                parsed = new HashMap<>();
                spellings.keySet().forEach(text -> parsed.put(Version.parse(text), text));
            }
            return parsed;
        }
    }

    private KnownPages() {}

    /** Reads in the caller's transaction. */
    public static KnownPages of(Handle handle, Collection<String> packageNames) {
        KnownPages known = new KnownPages();
        List<String> distinct = packageNames.stream().distinct().toList();
        handle.createQuery(PAGES)
                .bindArray("packages", String.class, distinct)
                .map((row, context) -> known.pages.put(
                        new Place(row.getString(1), row.getString(2)),
                        new Page(row.getBoolean(3), row.getTimestamp(4).toInstant())))
                .list();
        handle.createQuery(VERSIONS)
                .bindArray("packages", String.class, distinct)
                .map((row, context) -> known.versions
                        .computeIfAbsent(new Place(row.getString(1), row.getString(2)), none -> new Versions())
                        .spellings
                        .put(row.getString(3), !row.getBoolean(4)))
                .list();
        return known;
    }

    /** What is known of the package's page on that index. */
    public Optional<Page> page(String packageName, String indexUrl) {
        return Optional.ofNullable(pages.get(new Place(packageName, indexUrl)));
    }

    /**
     * The index's spelling of a version, also of one that it lists no longer.
     *
     * @param version as anybody spells it
     * @throws monkey.dataset.python.InvalidNotationException if it is none
     */
    public Optional<String> spelling(String packageName, String indexUrl, String version) {
        Versions known = versions.get(new Place(packageName, indexUrl));
        if (known == null || known.spellings.containsKey(version)) {
            return known == null ? Optional.empty() : Optional.of(version);
        }
        return Optional.ofNullable(known.parsed().get(Version.parse(version)));
    }

    /** The index's spelling of a version that it lists. */
    public Optional<String> listed(String packageName, String indexUrl, String version) {
        return spelling(packageName, indexUrl, version)
                .filter(text ->
                        versions.get(new Place(packageName, indexUrl)).spellings.get(text));
    }

    /** Every version that the index lists, in its spelling. */
    public List<String> listed(String packageName, String indexUrl) {
        Versions known = versions.get(new Place(packageName, indexUrl));
        List<String> listed = new ArrayList<>();
        if (known != null) {
            known.spellings.forEach((text, isListed) -> {
                if (isListed) {
                    listed.add(text);
                }
            });
        }
        return listed;
    }
}
