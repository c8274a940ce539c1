package monkey.dataset.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads many stacks in two statements. A run's stacks have few different members between them: each is read once and
 * shared.
 */
final class StackReader {
    /** Distributions as members of stacks; the place is for a query that selects their ids. */
    static final String MEMBERS = """
            select d.id as distribution_id, v.package as package_name, v.version, x.url as index_url, d.filename, d.url,
                   d.sha256
            from distribution d
            join package_version v on v.id = d.package_version_id
            join package_index x on x.id = v.package_index_id
            where d.id in (%s)
            """;

    private static final String OF_STACKS = "select m.distribution_id from stack_member m where m.stack_id in (%s)";

    private static final String STACKS =
            "select m.stack_id, m.distribution_id from stack_member m where m.stack_id in (%s)";

    private final Map<Long, StackMember> members = new HashMap<>();
    private final Map<Long, List<StackMember>> stacks = new HashMap<>();

    private StackReader(Query memberQuery, Query stackQuery) {
        RowMapper<StackMember> member = ConstructorMapper.of(StackMember.class);
        memberQuery.map(member).forEach(m -> members.put(m.distributionId(), m));
        stackQuery
                .map((row, context) -> stacks.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(members.get(row.getLong(2))))
                .forEach(added -> {});
    }

    static StackReader ofRun(Handle handle, long runId) {
        String ids = """
                select i.stack_id from run_inspection r join inspection i on i.id = r.inspection_id
                where r.run_id = :runId""";
        return new StackReader(
                handle.createQuery(MEMBERS.formatted(OF_STACKS.formatted(ids))).bind("runId", runId),
                handle.createQuery(STACKS.formatted(ids)).bind("runId", runId));
    }

    static StackReader of(Handle handle, Collection<Long> stackIds) {
        String ids = "select unnest(:stackIds)";
        return new StackReader(
                handle.createQuery(MEMBERS.formatted(OF_STACKS.formatted(ids)))
                        .bindArray("stackIds", Long.class, stackIds),
                handle.createQuery(STACKS.formatted(ids)).bindArray("stackIds", Long.class, stackIds));
    }

    Stack stack(long stackId) {
        return new Stack(stacks.getOrDefault(stackId, List.of()));
    }
}
