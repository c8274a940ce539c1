package monkey.dataset.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import monkey.dataset.postgres.CopyText;
import monkey.dataset.postgres.SessionLock;
import monkey.dataset.postgres.Storable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps runs and what they found out before anything was inspected. Safe for several threads and processes. */
public final class RunStore {
    /** Advisory locks of this space say that a process executes the run of that number. */
    private static final int RUN_SPACE = 0x72756e; // "run"

    private static final String COLUMNS =
            "id, name, digest, repetition, experiment::text as experiment, started_at, ended_at, state, message";

    private final Jdbi jdbi;

    public RunStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The run of this experiment and repetition; made, in state running, when there is none. A run found is not changed. */
    public Run findOrCreate(String name, String digest, int repetition, String experiment, Instant now) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into run (name, digest, repetition, experiment, started_at, state)
                            select :name, :digest, :repetition, cast(:experiment as jsonb), :now, 'running'
                            where not exists (select from run where digest = :digest and repetition = :repetition)
                            on conflict (digest, repetition) do nothing
                            """)
                    .bind("name", name)
                    .bind("digest", digest)
                    .bind("repetition", repetition)
                    .bind("experiment", Storable.json(experiment))
                    .bind("now", now)
                    .execute();
            return handle.createQuery(
                            "select " + COLUMNS + " from run where digest = :digest and repetition = :repetition")
                    .bind("digest", digest)
                    .bind("repetition", repetition)
                    .map(ConstructorMapper.of(Run.class))
                    .one();
        });
    }

    /** The last repetition of this experiment, or nothing when it never ran. */
    public Optional<Run> latest(String digest) {
        return first("digest = ? order by repetition desc", digest);
    }

    /** The run that was made last of those of an experiment's name. */
    public Optional<Run> newestNamed(String name) {
        return first("name = ? order by id desc", name);
    }

    public Optional<Run> find(long runId) {
        return first("id = ?", runId);
    }

    private Optional<Run> first(String which, Object value) {
        return jdbi.withHandle(
                handle -> handle.select("select " + COLUMNS + " from run where " + which + " limit 1", value)
                        .map(ConstructorMapper.of(Run.class))
                        .findOne());
    }

    /** The newest runs first. */
    public List<RunSummary> list(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select %s,
                               (select count(*) from run_inspection ri where ri.run_id = run.id and ri.role = 'chosen') as asked,
                               (select count(*) from run_inspection ri join inspection i on i.id = ri.inspection_id
                                where ri.run_id = run.id and ri.role = 'chosen' and i.state = 'ended') as ended
                        from run order by started_at desc, id desc limit :limit
                        """.formatted(COLUMNS))
                .bind("limit", limit)
                .map((row, context) -> new RunSummary(
                        ConstructorMapper.of(Run.class).map(row, context), row.getLong("asked"), row.getLong("ended")))
                .list());
    }

    /** The run goes on: its end, if it had one, is taken back. */
    public void resume(long runId) {
        setState(runId, RunState.RUNNING, null, null);
        jdbi.useHandle(handle -> handle.execute("update run set cancel_asked_at = null where id = ?", runId));
    }

    /** Has whoever executes the run end it, and stop what would go on without them. */
    public void askForCancel(long runId, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update run set cancel_asked_at = :now where id = :id")
                .bind("now", now)
                .bind("id", runId)
                .execute());
    }

    /** Whether somebody has asked for the run's end since it last began. */
    public boolean isCancelAsked(long runId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select cancel_asked_at is not null from run where id = :id")
                        .bind("id", runId)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    /** @param message of a run that failed: why, in words; else null */
    public void end(long runId, RunState state, String message, Instant now) {
        setState(runId, state, message, now);
    }

    /** Takes back a run that has asked for no inspection: nothing that was found out is lost with it. */
    public void forget(long runId) {
        jdbi.useTransaction(handle -> {
            for (String table : List.of("run_graph", "left_out", "run_environment")) {
                handle.execute("delete from " + table + " where run_id = ?", runId);
            }
            handle.execute("delete from run where id = ?", runId);
        });
    }

    /** Where the run's inspections are made, as JSON; the last machine to go on with it counts. */
    public void recordMachine(long runId, String machine) {
        jdbi.useHandle(handle -> handle.createUpdate("update run set machine = cast(:machine as jsonb) where id = :id")
                .bind("machine", Storable.json(machine))
                .bind("id", runId)
                .execute());
    }

    /** As recorded; nothing when the run has not come to its inspections. */
    public Optional<String> machine(long runId) {
        return jdbi.withHandle(handle -> handle.createQuery("select machine::text from run where id = :id")
                .bind("id", runId)
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Makes this process the one that executes the run, until the lock is closed or the process is dead; nothing when
     * another process that lives does.
     */
    public Optional<SessionLock> own(long runId) {
        return SessionLock.tryTake(jdbi, RUN_SPACE, Math.toIntExact(runId));
    }

    /** The environment with this digest; made when there is none. */
    public RecordedEnvironment environment(String digest, String name, String pythonVersion, String document) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into environment (digest, name, python_version, document)
                            select :digest, :name, :pythonVersion, cast(:document as jsonb)
                            where not exists (select from environment where digest = :digest)
                            on conflict (digest) do nothing
                            """)
                    .bind("digest", digest)
                    .bind("name", name)
                    .bind("pythonVersion", pythonVersion)
                    .bind("document", Storable.json(document))
                    .execute();
            return handle.createQuery("""
                            select id, digest, name, python_version, document::text as document
                            from environment where digest = :digest
                            """)
                    .bind("digest", digest)
                    .map(ConstructorMapper.of(RecordedEnvironment.class))
                    .one();
        });
    }

    /** Every environment that anything was ever asked for. */
    public List<RecordedEnvironment> environments() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, digest, name, python_version, document::text as document from environment order by id")
                .map(ConstructorMapper.of(RecordedEnvironment.class))
                .list());
    }

    /** What is known of the run's stack space in an environment, in place of what was. */
    public void record(long runId, RunEnvironment facts) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_environment (run_id, environment_id, position, stack_count, ending, packages,
                                                     versions, tuples_feasible, tuples_covered)
                        values (:runId, :environmentId, :position, :stackCount, :ending, :packages, :versions,
                                :tuplesFeasible, :tuplesCovered)
                        on conflict (run_id, environment_id) do update
                        set position = excluded.position, stack_count = excluded.stack_count, ending = excluded.ending,
                            packages = excluded.packages, versions = excluded.versions,
                            tuples_feasible = excluded.tuples_feasible, tuples_covered = excluded.tuples_covered
                        """)
                .bind("runId", runId)
                .bind("environmentId", facts.environment().id())
                .bind("position", facts.position())
                .bind("stackCount", decimal(facts.stackCount()))
                .bind("ending", facts.ending())
                .bind("packages", facts.packages())
                .bind("versions", facts.versions())
                .bind("tuplesFeasible", decimal(facts.tuplesFeasible()))
                .bind("tuplesCovered", decimal(facts.tuplesCovered()))
                .execute());
    }

    /** In the experiment's order. */
    public List<RunEnvironment> environments(long runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.id, e.digest, e.name, e.python_version, e.document::text as document, r.position,
                               r.stack_count, r.ending, r.packages, r.versions, r.tuples_feasible, r.tuples_covered
                        from run_environment r join environment e on e.id = r.environment_id
                        where r.run_id = :runId order by r.position, e.id
                        """)
                .bind("runId", runId)
                .map(RunStore::runEnvironment)
                .list());
    }

    /** What was possible when the run began; kept once it is known, whatever is recorded of the environment afterwards. */
    public void recordStart(long runId, RecordedEnvironment environment, int position, AtStart start) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_environment as e (run_id, environment_id, position, known_at_start, count_at_start)
                        values (:runId, :environmentId, :position, :known, :count)
                        on conflict (run_id, environment_id) do update
                        set known_at_start = excluded.known_at_start, count_at_start = excluded.count_at_start
                        where e.known_at_start is null
                        """)
                .bind("runId", runId)
                .bind("environmentId", environment.id())
                .bind("position", position)
                .bind("known", start.complete())
                .bind("count", decimal(start.stackCount()))
                .execute());
    }

    /** As recorded; nothing of a run that never said. */
    public Optional<AtStart> start(long runId, int environmentId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select known_at_start, count_at_start from run_environment
                        where run_id = :runId and environment_id = :environmentId and known_at_start is not null
                        """)
                .bind("runId", runId)
                .bind("environmentId", environmentId)
                .map((row, context) -> new AtStart(row.getBoolean(1), integer(row.getBigDecimal(2))))
                .findOne());
    }

    /** What the run left out in an environment, in place of what was said before. */
    public void recordLeftOut(long runId, int environmentId, Collection<LeftOut> leftOut) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from left_out where run_id = ? and environment_id = ?", runId, environmentId);
            copyLeftOut(handle, runId, environmentId, leftOut);
        });
    }

    /** In order of packages. */
    public List<LeftOut> leftOut(long runId, int environmentId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select package as package_name, version, reason, detail from left_out
                        where run_id = :runId and environment_id = :environmentId
                        order by package, version, reason
                        """)
                .bind("runId", runId)
                .bind("environmentId", environmentId)
                .map(ConstructorMapper.of(LeftOut.class))
                .list());
    }

    private void setState(long runId, RunState state, String message, Instant endedAt) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update run set state = :state, message = :message, ended_at = :endedAt where id = :id")
                .bind("state", state.word())
                .bind("message", Storable.text(message))
                .bind("endedAt", endedAt)
                .bind("id", runId)
                .execute());
    }

    private static void copyLeftOut(Handle handle, long runId, int environmentId, Collection<LeftOut> leftOut) {
        try (CopyText rows =
                CopyText.into(handle, "left_out", "run_id, environment_id, package, version, reason, detail")) {
            for (LeftOut left : leftOut) {
                rows.number(runId)
                        .number(environmentId)
                        .text(left.packageName())
                        .text(left.version());
                rows.text(left.reason().word()).text(left.detail()).endRow();
            }
            rows.end();
        }
    }

    private static RunEnvironment runEnvironment(ResultSet row, StatementContext context) throws SQLException {
        return new RunEnvironment(
                ConstructorMapper.of(RecordedEnvironment.class).map(row, context),
                row.getInt("position"),
                integer(row.getBigDecimal("stack_count")),
                row.getString("ending"),
                row.getObject("packages", Integer.class),
                row.getObject("versions", Integer.class),
                integer(row.getBigDecimal("tuples_feasible")),
                integer(row.getBigDecimal("tuples_covered")));
    }

    private static BigDecimal decimal(BigInteger value) {
        return value == null ? null : new BigDecimal(value);
    }

    private static BigInteger integer(BigDecimal value) {
        return value == null ? null : value.toBigIntegerExact();
    }
}
