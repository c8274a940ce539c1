package monkey.dataset.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads all that is known of a package's versions, in six statements however many there are. Safe for several threads. */
public final class FactsReader {
    private final Jdbi jdbi;

    public FactsReader(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** In no particular order; none of a package that nobody has asked for. */
    public List<VersionFacts> of(String packageName) {
        return jdbi.inTransaction(
                org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ,
                handle -> read(handle, packageName));
    }

    private static List<VersionFacts> read(Handle handle, String packageName) {
        Map<Long, List<String>> requirements = lists(
                handle,
                packageName,
                "select d.id, q.line from requirement q join distribution d on d.core_metadata_id = q.core_metadata_id"
                        + " join package_version v on v.id = d.package_version_id where v.package = :package"
                        + " order by q.position",
                row -> row.getString(2));
        Map<Long, List<VersionFacts.File>> files = lists(
                handle,
                packageName,
                "select v.id, d.filename, d.learnt_at, d.metadata_problem, d.id from distribution d"
                        + " join package_version v on v.id = d.package_version_id"
                        + " where v.package = :package and not d.missing order by d.filename",
                row -> new VersionFacts.File(
                        row.getString(2),
                        instant(row, 3),
                        row.getString(4),
                        requirements.getOrDefault(row.getLong(5), List.of())));
        Map<Long, List<VersionFacts.Flag>> flags = lists(
                handle,
                packageName,
                "select v.id, f.flag, f.value, f.reason, f.message_id, f.changed_at from version_flag f"
                        + " join package_version v on v.id = f.package_version_id"
                        // A page that lists a version again takes its flag away; who had set it is of no interest then.
                        + " where v.package = :package and (f.flag <> 'missing' or v.missing) order by f.flag",
                row -> new VersionFacts.Flag(
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        instant(row, 6)));
        Map<Long, List<VersionFacts.Solved>> solves = lists(
                handle,
                packageName,
                "select v.id, e.name, coalesce(s.outcome, s.state), s.reason, s.attempts, s.ended_at, s.message_id"
                        + " from solve s join package_version v on v.package = s.package and v.version = s.version"
                        + " and v.package_index_id = s.package_index_id join environment e on e.id = s.environment_id"
                        + " where s.package = :package order by s.environment_id",
                row -> new VersionFacts.Solved(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        instant(row, 6),
                        row.getObject(7, UUID.class)));
        Map<Long, List<SecurityAnalysis.Indicator>> indicators = lists(
                handle,
                packageName,
                "select v.id, s.tool, s.name, s.value from security_indicator s"
                        + " join package_version v on v.id = s.package_version_id"
                        + " where v.package = :package order by s.tool, s.name",
                row -> new SecurityAnalysis.Indicator(row.getString(2), row.getString(3), row.getLong(4)));
        Map<Long, List<VersionFacts.Security>> security = lists(
                handle,
                packageName,
                "select v.id, coalesce(a.outcome, a.state), a.reason, a.filename, a.tools, a.ended_at"
                        + " from security_analysis a join package_version v on v.id = a.package_version_id"
                        + " where v.package = :package",
                row -> new VersionFacts.Security(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        instant(row, 6),
                        indicators.getOrDefault(row.getLong(1), List.of())));
        return handle.createQuery("""
                        select v.id, v.version, i.url, v.missing,
                               coalesce((select bool_and(d.yanked) from distribution d
                                         where d.package_version_id = v.id and not d.missing), false)
                        from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = :package order by v.id
                        """)
                .bind("package", packageName)
                .map((row, context) -> new VersionFacts(
                        packageName,
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        files.getOrDefault(row.getLong(1), List.of()),
                        flags.getOrDefault(row.getLong(1), List.of()),
                        solves.getOrDefault(row.getLong(1), List.of()),
                        security.getOrDefault(row.getLong(1), List.of()).stream()
                                .findFirst()))
                .list();
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What rows say, by the number in their first column. */
    private static <T> Map<Long, List<T>> lists(Handle handle, String packageName, String query, Reading<T> reading) {
        Map<Long, List<T>> lists = new HashMap<>();
        handle.createQuery(query)
                .bind("package", packageName)
                .map((row, context) -> lists.computeIfAbsent(row.getLong(1), none -> new ArrayList<>())
                        .add(reading.of(row)))
                .forEach(added -> {});
        return lists;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
