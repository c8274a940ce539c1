package monkey.dataset.run;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.measure.MeasurementStore;
import monkey.dataset.postgres.CopyText;
import monkey.dataset.postgres.Storable;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A process that runs inspections. It claims what is planned, and owes each claim an end. Other processes know that it lives
 * by a lock of its connection; once it is dead, what it had started is planned again by whoever claims next. A result that
 * comes from a worker whose claim was given to another is not taken.
 *
 * <p>Safe for several threads. Closing gives back what was not ended.
 */
public final class Worker implements AutoCloseable {
    private static final String CLAIM = """
            with next as (
                select i.id, i.stack_id from run_inspection r join inspection i on i.id = r.inspection_id
                where r.run_id = :runId and i.state = 'planned'
                  and (:all and r.role in ('chosen', 'control') or i.digest = any(:these))
                order by r.position, r.environment_id
                limit :limit
                for update of i skip locked
            ), started as (
                update inspection i
                set state = 'started', worker = :worker, backend = :backend, started_at = :now, attempts = attempts + 1
                from next where next.id = i.id
                returning i.id, i.digest, i.environment_id, i.specification_id, i.attempts, i.stack_id
            ), reached as (
                update run_inspection r set decision = null
                from next where r.inspection_id = next.id and r.run_id = :runId and r.decision is not null
            )
            select s.* from started s join run_inspection r on r.inspection_id = s.id and r.run_id = :runId
            order by r.position, r.environment_id
            """;

    private static final String END = """
            update inspection
            set state = 'ended', worker = null, outcome = :outcome, ended_at = :endedAt, build_seconds = :buildSeconds,
                build_log = :buildLog, phase = :phase, error_type = :errorType, error_message = :errorMessage,
                error_frame = :errorFrame, signature = :signature, trace = :trace
            where id = :id and state = 'started' and worker = :worker
            """;

    private final Jdbi jdbi;
    private final WorkerLife life;
    private final int number;
    private final String backend;

    private Worker(Jdbi jdbi, WorkerLife life, String backend) {
        this.jdbi = jdbi;
        this.life = life;
        this.number = life.number();
        this.backend = backend;
    }

    static Worker join(Jdbi jdbi, String backend) {
        return new Worker(jdbi, WorkerLife.begin(jdbi), backend);
    }

    /**
     * Starts the next planned inspections of a run, at most {@code limit}, in its order of choice; those that only a search
     * asks for are left to it. Fewer come back, or none, when no more are planned; others may still be on their way in other processes ({@link InspectionStore#progress}).
     */
    public List<InspectionTask> claim(long runId, int limit, Instant now) {
        return claim(runId, limit, true, List.of(), now);
    }

    /**
     * Starts those inspections of a run with these digests that are planned, at most {@code limit}. Others may be on their way
     * in other processes, or have ended.
     */
    public List<InspectionTask> claim(long runId, Collection<String> digests, int limit, Instant now) {
        return claim(runId, limit, false, digests, now);
    }

    private List<InspectionTask> claim(long runId, int limit, boolean all, Collection<String> these, Instant now) {
        life.renew(); // before anything is claimed: others would take it for abandoned
        return jdbi.inTransaction(handle -> {
            life.releaseAbandoned(handle, "inspection");
            record Claimed(
                    long id, String digest, int environmentId, int specificationId, int attempts, long stackId) {}
            List<Claimed> claimed = handle.createQuery(CLAIM)
                    .bind("runId", runId)
                    .bind("limit", limit)
                    .bind("all", all)
                    .bindArray("these", String.class, these)
                    .bind("worker", number)
                    .bind("backend", backend)
                    .bind("now", now)
                    .map((row, context) -> new Claimed(
                            row.getLong("id"),
                            row.getString("digest"),
                            row.getInt("environment_id"),
                            row.getInt("specification_id"),
                            row.getInt("attempts"),
                            row.getLong("stack_id")))
                    .list();
            StackReader stacks = StackReader.of(
                    handle, claimed.stream().map(Claimed::stackId).toList());
            return claimed.stream()
                    .map(c -> new InspectionTask(
                            c.id(),
                            c.digest(),
                            c.environmentId(),
                            c.specificationId(),
                            c.attempts(),
                            stacks.stack(c.stackId())))
                    .toList();
        });
    }

    /**
     * Ends an inspection, with its items, in one transaction. An item's document that PostgreSQL cannot hold is left out:
     * what a script writes must not cost its outcome.
     *
     * @return false when the claim is no longer this worker's (the result was not stored, and another's will be)
     */
    public boolean end(InspectionResult result) {
        return orWithoutDocuments(result.items(), items -> store(result, items));
    }

    /**
     * Keeps items of an inspection that has not ended yet, so that whoever goes on with it need not run them again.
     *
     * @param measured what some of these items measured
     * @return false when the claim is no longer this worker's
     */
    public boolean keep(long inspectionId, long runId, List<Item> items, List<MeasuredItem> measured) {
        return orWithoutDocuments(
                items,
                storable -> jdbi.inTransaction(handle -> {
                    boolean mine = isMine(handle, inspectionId);
                    if (mine) {
                        copyItems(handle, inspectionId, storable);
                        MeasurementStore.copy(handle, inspectionId, runId, measured);
                    }
                    return mine;
                }));
    }

    /** Takes back what {@link #keep} kept of an inspection: it begins anew. */
    public void discardKept(long inspectionId) {
        jdbi.useTransaction(handle -> {
            if (isMine(handle, inspectionId)) {
                handle.execute("delete from item where inspection_id = ?", inspectionId);
            }
        });
    }

    /** Ends an inspection whose items were kept before; as {@link #end}, but for the items, which the result leaves out. */
    public boolean endKept(InspectionResult result) {
        return jdbi.inTransaction(handle -> end(handle, result));
    }

    /** Locks the row: a claim cannot change hands before the transaction ends. */
    private boolean isMine(Handle handle, long inspectionId) {
        return handle.createQuery(
                        "select 1 from inspection where id = ? and state = 'started' and worker = ? for update")
                .bind(0, inspectionId)
                .bind(1, number)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static boolean orWithoutDocuments(List<Item> items, Predicate<List<Item>> store) {
        try {
            return store.test(items);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException refused && isRefusalOfData(refused)) {
                return store.test(items.stream().map(Item::withoutDocument).toList());
            }
            throw e;
        }
    }

    /** Classes 22 (data exception) and 54 (limit exceeded). */
    private static boolean isRefusalOfData(SQLException e) {
        return e.getSQLState() != null
                && (e.getSQLState().startsWith("22") || e.getSQLState().startsWith("54"));
    }

    private boolean store(InspectionResult result, List<Item> items) {
        return jdbi.inTransaction(handle -> {
            boolean ended = end(handle, result);
            if (ended) {
                handle.execute("delete from item where inspection_id = ?", result.inspectionId());
                copyItems(handle, result.inspectionId(), items);
            }
            return ended;
        });
    }

    private boolean end(Handle handle, InspectionResult result) {
        return handle.createUpdate(END)
                        .bind("id", result.inspectionId())
                        .bind("worker", number)
                        .bind("outcome", result.outcome().word())
                        .bind("endedAt", result.endedAt())
                        .bind("buildSeconds", result.buildSeconds())
                        .bind("buildLog", Storable.text(result.evidence().buildLog()))
                        .bind("phase", result.failure().phase())
                        .bind("errorType", Storable.text(result.failure().errorType()))
                        .bind("errorMessage", Storable.text(result.failure().errorMessage()))
                        .bind("errorFrame", Storable.text(result.failure().errorFrame()))
                        .bind("signature", Storable.text(result.failure().signature()))
                        .bind("trace", Storable.text(result.evidence().trace()))
                        .execute()
                == 1;
    }

    /**
     * The attempt was none (infrastructure), and another begins: that counts, and the claim stays.
     *
     * @return false when the claim is no longer this worker's
     */
    public boolean again(long inspectionId) {
        return jdbi.withHandle(handle -> handle.execute(
                        "update inspection set attempts = attempts + 1"
                                + " where id = ? and state = 'started' and worker = ?",
                        inspectionId,
                        number))
                == 1;
    }

    /** The user stopped the run: these are planned again as if never started, and in this run's report they are cancelled. */
    public void cancel(long runId, Collection<Long> inspectionIds) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with cancelled as (
                            update inspection set state = 'planned', worker = null, attempts = attempts - 1
                            where id = any(:ids) and state = 'started' and worker = :worker
                            returning id
                        )
                        update run_inspection r set decision = 'cancelled'
                        from cancelled c where r.inspection_id = c.id and r.run_id = :runId
                        """)
                .bindArray("ids", Long.class, inspectionIds)
                .bind("worker", number)
                .bind("runId", runId)
                .execute());
    }

    @Override
    public void close() {
        try (life) {
            jdbi.useHandle(handle -> life.giveBack(handle, "inspection"));
        }
    }

    private static void copyItems(Handle handle, long inspectionId, List<Item> items) {
        try (CopyText rows = CopyText.into(
                handle,
                "item",
                "inspection_id, position, outcome, exit_code, wall_seconds, user_seconds, system_seconds,"
                        + " peak_memory_bytes, document")) {
            for (Item item : items) {
                rows.number(inspectionId)
                        .number(item.position())
                        .text(item.outcome().word());
                rows.number(item.exitCode()).number(item.wallSeconds()).number(item.userSeconds());
                rows.number(item.systemSeconds()).number(item.peakMemoryBytes());
                rows.text(Storable.json(item.document())).endRow();
            }
            rows.end();
        }
    }
}
