package monkey.dataset.knowledge;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.postgres.TextArray;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads all that is known of some packages in five statements, however many packages there are. What repeats (metadata, tags,
 * names, specifiers) is held once. Reads columns by position and arrays by their text: with a hundred thousand rows that is
 * most of the time.
 */
final class KnowledgeReader {
    /** Holds for source distributions, and for wheels whose tags are among those that fit. */
    static final String MAY_FIT = "(d.wheel_tags_id is null or d.wheel_tags_id = any(:fitting))";

    private static final int ROWS_AT_A_TIME = 5_000;

    private final Handle handle;
    private final TextArray arrays = new TextArray();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Integer, WheelTags> fitting;

    /** A reader of what {@code accepted} may fit: a wheel fits only where each of its three lists shares a tag. */
    KnowledgeReader(Handle handle, WheelTags accepted) {
        this.handle = handle;
        this.fitting = fitting(accepted);
    }

    /** The sets of wheel tags that may fit, by their number. */
    Map<Integer, WheelTags> fitting() {
        return fitting;
    }

    private Map<Integer, WheelTags> fitting(WheelTags accepted) {
        Map<Integer, WheelTags> byId = new HashMap<>();
        handle.createQuery("""
                        select id, python::text, abi::text, platform::text from wheel_tags
                        where python && :python and abi && :abi and platform && :platform
                        """)
                .bindArray("python", String.class, accepted.python())
                .bindArray("abi", String.class, accepted.abi())
                .bindArray("platform", String.class, accepted.platform())
                .map((row, context) -> byId.put(
                        row.getInt(1),
                        new WheelTags(
                                arrays.read(row.getString(2)),
                                arrays.read(row.getString(3)),
                                arrays.read(row.getString(4)))))
                .forEach(replaced -> {});
        return byId;
    }

    static Map<String, List<IndexPage>> pages(Handle handle, Collection<String> packageNames) {
        return handle.createQuery("""
                        select i.url, p.package, p.present, p.etag, p.fetched_at
                        from index_page p join package_index i on i.id = p.package_index_id
                        where p.package = any(:packages)
                        order by i.id
                        """)
                .bindArray("packages", String.class, packageNames)
                .map((row, context) -> new IndexPage(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4), instant(row, 5)))
                .collect(groupingBy(IndexPage::packageName));
    }

    List<KnownPackage> packages(Collection<String> packageNames) {
        Map<String, List<IndexPage>> pages = pages(handle, packageNames);
        Map<Long, List<StoredDistribution>> distributions = distributions(packageNames);
        Map<Long, CoreMetadata> metadata = metadata(distributions.values().stream()
                .flatMap(List::stream)
                .map(StoredDistribution::metadataId)
                .filter(id -> id != 0)
                .distinct()
                .toList());
        Map<String, List<PackageVersion>> versions = versions(packageNames, distributions, metadata);
        return packageNames.stream()
                .distinct()
                .map(name -> new KnownPackage(
                        name, pages.getOrDefault(name, List.of()), versions.getOrDefault(name, List.of())))
                .toList();
    }

    /** A row of the table, its metadata not yet at hand; 0 when there is none. */
    private record StoredDistribution(long id, DistributionFile file, long metadataId, String problem) {}

    private Map<Long, List<StoredDistribution>> distributions(Collection<String> packageNames) {
        Map<Long, List<StoredDistribution>> byVersion = new HashMap<>();
        Query query = handle.createQuery("""
                select v.id, v.version, d.id, d.filename, d.kind = 'wheel', d.url, d.sha256, d.size_bytes, d.uploaded_at,
                       d.requires_python, d.yanked, d.yanked_reason, d.wheel_tags_id, d.metadata_offered,
                       d.core_metadata_id, d.metadata_problem
                from package_version v join distribution d on d.package_version_id = v.id
                where v.package = any(:packages) and not d.missing and %s
                """.formatted(MAY_FIT));
        query.bindArray("fitting", Integer.class, fitting.keySet())
                .bindArray("packages", String.class, packageNames)
                .setFetchSize(ROWS_AT_A_TIME)
                .map((row, context) -> byVersion
                        .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new StoredDistribution(row.getLong(3), file(row), row.getLong(15), row.getString(16))))
                .forEach(added -> {});
        return byVersion;
    }

    private DistributionFile file(ResultSet row) throws SQLException {
        boolean wheel = row.getBoolean(5);
        return new DistributionFile(
                once(row.getString(2)),
                row.getString(4),
                wheel ? DistributionKind.WHEEL : DistributionKind.SOURCE,
                row.getString(6),
                row.getString(7),
                row.getObject(8, Long.class),
                instant(row, 9),
                once(row.getString(10)),
                row.getBoolean(11),
                once(row.getString(12)),
                wheel ? fitting.get(row.getInt(13)) : WheelTags.NONE,
                row.getBoolean(14));
    }

    private Map<Long, CoreMetadata> metadata(Collection<Long> ids) {
        Map<Long, List<StatedRequirement>> requirements = requirements(ids);
        Map<Long, CoreMetadata> metadata = new HashMap<>();
        handle.createQuery("select id, requires_python, extras::text from core_metadata where id = any(:ids)")
                .bindArray("ids", Long.class, ids)
                .map((row, context) -> metadata.put(
                        row.getLong(1),
                        new CoreMetadata(
                                once(row.getString(2)),
                                arrays.read(row.getString(3)),
                                requirements.getOrDefault(row.getLong(1), List.of()))))
                .forEach(replaced -> {});
        return metadata;
    }

    private Map<Long, List<StatedRequirement>> requirements(Collection<Long> ids) {
        Map<Long, List<StatedRequirement>> byMetadata = new HashMap<>();
        handle.createQuery("""
                        select core_metadata_id, line, package, extras::text, specifier, url, marker, gates::text
                        from requirement where core_metadata_id = any(:ids)
                        order by core_metadata_id, position
                        """)
                .bindArray("ids", Long.class, ids)
                .setFetchSize(ROWS_AT_A_TIME)
                .map((row, context) -> byMetadata
                        .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new StatedRequirement(
                                once(row.getString(2)),
                                once(row.getString(3)),
                                arrays.read(row.getString(4)),
                                once(row.getString(5)),
                                once(row.getString(6)),
                                once(row.getString(7)),
                                arrays.read(row.getString(8)))))
                .forEach(added -> {});
        return byMetadata;
    }

    private Map<String, List<PackageVersion>> versions(
            Collection<String> packageNames,
            Map<Long, List<StoredDistribution>> distributions,
            Map<Long, CoreMetadata> metadata) {
        return handle.createQuery("""
                        select v.id, v.package, v.version, i.url, v.missing,
                               (select count(*) from distribution d
                                where d.package_version_id = v.id and d.kind = 'wheel' and not d.missing)
                        from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = any(:packages)
                        """)
                .bindArray("packages", String.class, packageNames)
                .map((row, context) -> {
                    List<Distribution> read = distributions.getOrDefault(row.getLong(1), List.of()).stream()
                            .map(d -> new Distribution(d.id(), d.file(), metadata.get(d.metadataId()), d.problem()))
                            .sorted(Comparator.comparing(d -> d.file().filename()))
                            .toList();
                    long wheels = read.stream()
                            .filter(d -> d.file().kind() == DistributionKind.WHEEL)
                            .count();
                    return new PackageVersion(
                            row.getLong(1),
                            once(row.getString(2)),
                            once(row.getString(3)),
                            once(row.getString(4)),
                            row.getBoolean(5),
                            (int) (row.getLong(6) - wheels),
                            read);
                })
                .collect(groupingBy(PackageVersion::packageName));
    }

    private String once(String text) {
        return text == null ? null : texts.computeIfAbsent(text, same -> same);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
