package monkey.dataset.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import monkey.dataset.postgres.Storable;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Keeps stacks and inspections. An inspection is planned, then started by a {@link Worker}, then ended; only a worker moves
 * it on. Safe for several threads and processes.
 */
public final class InspectionStore {
    private final Jdbi jdbi;

    public InspectionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The specification with this digest; made when there is none. */
    public RecordedSpecification specification(String digest, String document) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into specification (digest, document)
                            select :digest, cast(:document as jsonb)
                            where not exists (select from specification where digest = :digest)
                            on conflict (digest) do nothing
                            """)
                    .bind("digest", digest)
                    .bind("document", Storable.json(document))
                    .execute();
            return handle.createQuery(
                            "select id, digest, document::text as document from specification where digest = :digest")
                    .bind("digest", digest)
                    .map(ConstructorMapper.of(RecordedSpecification.class))
                    .one();
        });
    }

    /**
     * Records that a run asks for these stacks, the first of them at {@code firstPosition} of its order of choice. What was
     * recorded before stays as it is, so a chunk may be recorded again. An inspection that another run has brought to an end
     * is reused, unless its outcome tells nothing of the stack: then it is planned anew.
     */
    public void record(
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            int firstPosition,
            List<Stack> stacks) {
        jdbi.useTransaction(
                handle -> StackWriter.write(handle, runId, environment, specification, firstPosition, stacks));
    }

    /**
     * Records that a run asks for these stacks for another reason than that its strategy chose them. Those it asks for
     * already keep their role and position.
     */
    public void record(
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            int firstPosition,
            List<Stack> stacks,
            Role role) {
        jdbi.useTransaction(handle -> {
            StackWriter.write(handle, runId, environment, specification, firstPosition, stacks);
            handle.createUpdate("""
                            update run_inspection r set role = :role from inspection i
                            where r.run_id = :runId and r.position >= :firstPosition and i.id = r.inspection_id
                              and i.environment_id = :environmentId and i.digest = any(:digests)
                            """)
                    .bind("role", role.word())
                    .bind("runId", runId)
                    .bind("firstPosition", firstPosition)
                    .bind("environmentId", environment.id())
                    .bindArray(
                            "digests",
                            String.class,
                            stacks.stream()
                                    .map(stack -> stack.inspectionDigest(environment, specification))
                                    .toList())
                    .execute();
        });
    }

    /** Makes inspections that have ended a run's own as well, from this position on; those it asks for already stay as they are. */
    public void adopt(long runId, Collection<Long> inspectionIds, int firstPosition, Role role) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_inspection (run_id, inspection_id, environment_id, position, reused, role)
                        select :runId, id, environment_id, :firstPosition - 1 + row_number() over (order by id), true, :role
                        from inspection where id = any(:ids)
                        on conflict (run_id, inspection_id) do nothing
                        """)
                .bind("runId", runId)
                .bind("firstPosition", firstPosition)
                .bind("role", role.word())
                .bindArray("ids", Long.class, inspectionIds)
                .execute());
    }

    /** Takes back what the run asked for in an environment and has not ended, so that another choice can be recorded. */
    public void discardPlanned(long runId, int environmentId) {
        jdbi.useHandle(handle -> handle.execute("""
                delete from run_inspection r using inspection i
                where i.id = r.inspection_id and i.state <> 'ended' and r.run_id = ? and r.environment_id = ?
                """, runId, environmentId));
    }

    /** Makes this process a worker; what dead workers had started is planned again whenever a worker claims. */
    public Worker worker(String backend) {
        return Worker.join(jdbi, backend);
    }

    public Progress progress(long runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) filter (where i.state = 'planned') as planned,
                               count(*) filter (where i.state = 'started') as started,
                               count(*) filter (where i.state = 'ended') as ended,
                               count(*) filter (where i.state = 'ended' and r.reused) as reused
                        from run_inspection r join inspection i on i.id = r.inspection_id where r.run_id = :runId and r.role in ('chosen', 'control')
                        """)
                .bind("runId", runId)
                .map(ConstructorMapper.of(Progress.class))
                .one());
    }

    /** How many of a run's inspections ended how, by environment, those of searches aside; their sum is what the run asked for. */
    public SortedMap<Integer, SortedMap<Outcome, Long>> outcomes(long runId) {
        SortedMap<Integer, SortedMap<Outcome, Long>> outcomes = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select r.environment_id, coalesce(i.outcome, r.decision, 'not_reached'), count(*)
                        from run_inspection r join inspection i on i.id = r.inspection_id
                        where r.run_id = :runId and r.role in ('chosen', 'control') group by 1, 2
                        """)
                .bind("runId", runId)
                .map((row, context) -> outcomes.computeIfAbsent(row.getInt(1), environment -> new TreeMap<>())
                        .put(Outcome.of(row.getString(2)), row.getLong(3)))
                .forEach(replaced -> {}));
        return outcomes;
    }

    /** All that the run asked for, in order of choice, environments taking turns. Members are shared between the stacks. */
    public List<RunInspection> ofRun(long runId) {
        return jdbi.inTransaction(handle -> {
            StackReader stacks = StackReader.ofRun(handle, runId);
            return handle.createQuery("""
                            select i.id, r.environment_id, r.position, r.role, r.reused, i.stack_id,
                                   coalesce(i.outcome, r.decision, 'not_reached') as outcome, i.attempts, i.backend,
                                   i.started_at, i.ended_at, i.build_seconds, i.phase, i.error_type, i.error_message,
                                   i.error_frame, i.signature
                            from run_inspection r join inspection i on i.id = r.inspection_id
                            where r.run_id = :runId order by r.position, r.environment_id, i.id
                            """)
                    .bind("runId", runId)
                    .map((row, context) -> inspection(row, stacks))
                    .list();
        });
    }

    /** The items of a run's inspections, by inspection, in order of positions, without their documents. */
    public Map<Long, List<Item>> items(long runId) {
        Map<Long, List<Item>> items = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select t.inspection_id, t.position, t.outcome, t.exit_code, t.wall_seconds, t.user_seconds,
                               t.system_seconds, t.peak_memory_bytes, null as document
                        from run_inspection r
                        join inspection i on i.id = r.inspection_id and i.state = 'ended'
                        join item t on t.inspection_id = i.id
                        where r.run_id = :runId order by t.inspection_id, t.position
                        """)
                .bind("runId", runId)
                .map((row, context) -> items.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(ConstructorMapper.of(Item.class).map(row, context)))
                .forEach(added -> {}));
        return items;
    }

    /** The result documents (JSON) of an inspection's items, in order of positions; null for an item without one. */
    public List<String> documents(long inspectionId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select document::text from item where inspection_id = :id order by position")
                .bind("id", inspectionId)
                .mapTo(String.class)
                .list());
    }

    /** What these inspections printed when they failed. */
    public Map<Long, Evidence> evidence(Collection<Long> inspectionIds) {
        Map<Long, Evidence> evidence = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select id, build_log, trace from inspection where id = any(:ids)")
                .bindArray("ids", Long.class, inspectionIds)
                .map((row, context) -> evidence.put(row.getLong(1), new Evidence(row.getString(2), row.getString(3))))
                .forEach(replaced -> {}));
        return evidence;
    }

    private static RunInspection inspection(ResultSet row, StackReader stacks) throws SQLException {
        return new RunInspection(
                row.getLong("id"),
                row.getInt("environment_id"),
                row.getInt("position"),
                Role.of(row.getString("role")),
                row.getBoolean("reused"),
                stacks.stack(row.getLong("stack_id")),
                Outcome.of(row.getString("outcome")),
                row.getInt("attempts"),
                row.getString("backend"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getObject("build_seconds", Double.class),
                new Failure(
                        row.getString("phase"),
                        row.getString("error_type"),
                        row.getString("error_message"),
                        row.getString("error_frame"),
                        row.getString("signature")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
