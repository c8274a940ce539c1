package monkey.dataset.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import monkey.dataset.postgres.Storable;
import monkey.dataset.run.Outcome;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps findings, and reads what a search for them may start from. Safe for several threads and processes. */
public final class FindingStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Jdbi jdbi;

    public FindingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * How stacks made of nothing but these distributions are known to end, by this run or any other: first those this run
     * chose, in their order.
     *
     * @param specificationIds specifications by which a stack ends alike
     */
    public List<KnownOutcome> known(
            long runId, int environmentId, Collection<Integer> specificationIds, Collection<Long> distributions) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.id, i.outcome, i.signature, coalesce(r.role = 'probe' and not r.reused, false) as own_probe,
                               greatest(1, (select count(*) from item t where t.inspection_id = i.id))
                                   + (select count(*) from repetition p
                                      where p.inspection_id = i.id and p.run_id <> :runId and p.outcome = i.outcome)
                                   as executions,
                               array(select m.distribution_id from stack_member m where m.stack_id = i.stack_id) as members
                        from inspection i left join run_inspection r on r.inspection_id = i.id and r.run_id = :runId
                        where i.environment_id = :environmentId and i.specification_id = any(:specificationIds)
                          and i.state = 'ended'
                          and not exists (select from stack_member m
                                          where m.stack_id = i.stack_id and m.distribution_id <> all(:distributions))
                        order by r.role = 'chosen' desc nulls last, r.position, i.id
                        """)
                .bind("runId", runId)
                .bind("environmentId", environmentId)
                .bindArray("specificationIds", Integer.class, specificationIds)
                .bindArray("distributions", Long.class, distributions)
                .map((row, context) -> new KnownOutcome(
                        row.getLong("id"),
                        Outcome.of(row.getString("outcome")),
                        row.getString("signature"),
                        row.getInt("executions"),
                        Arrays.asList((Long[]) row.getArray("members").getArray()),
                        row.getBoolean("own_probe")))
                .list());
    }

    /** How the inspections with these digests ended, by digest; those that have not are left out. */
    public Map<String, KnownOutcome> ended(Collection<String> digests) {
        Map<String, KnownOutcome> ended = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select digest, id, outcome, signature from inspection
                        where digest = any(:digests) and state = 'ended'
                        """)
                .bindArray("digests", String.class, digests)
                .map((row, context) -> ended.put(
                        row.getString("digest"),
                        new KnownOutcome(
                                row.getLong("id"),
                                Outcome.of(row.getString("outcome")),
                                row.getString("signature"),
                                1,
                                List.of(),
                                false)))
                .forEach(replaced -> {}));
        return ended;
    }

    /** The repetitions of a run, in order of their numbers, by inspection. */
    public Map<Long, List<Repetition>> repetitions(long runId) {
        Map<Long, List<Repetition>> repetitions = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select inspection_id, number, outcome, signature, ended_at from repetition
                        where run_id = :runId order by inspection_id, number
                        """)
                .bind("runId", runId)
                .map((row, context) -> new Repetition(
                        row.getLong("inspection_id"),
                        row.getInt("number"),
                        Outcome.of(row.getString("outcome")),
                        row.getString("signature"),
                        row.getTimestamp("ended_at").toInstant()))
                .forEach(repetition -> repetitions
                        .computeIfAbsent(repetition.inspectionId(), id -> new ArrayList<>())
                        .add(repetition)));
        return repetitions;
    }

    public void record(long runId, Repetition repetition) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into repetition (inspection_id, run_id, number, outcome, signature, ended_at)
                        values (:inspectionId, :runId, :number, :outcome, :signature, :endedAt)
                        on conflict do nothing
                        """)
                .bind("inspectionId", repetition.inspectionId())
                .bind("runId", runId)
                .bind("number", repetition.number())
                .bind("outcome", repetition.outcome().word())
                .bind("signature", Storable.text(repetition.signature()))
                .bind("endedAt", repetition.endedAt())
                .execute());
    }

    /**
     * Records what a search came to, all of it or nothing; a second time changes nothing.
     *
     * @param flaky inspections that were seen to end one way and the other: from now on that is their outcome
     */
    public void record(long runId, CauseSearchRow search, List<Finding> findings, Collection<Long> flaky) {
        jdbi.useTransaction(handle -> {
            boolean isNew = handle.createUpdate("""
                                    insert into cause_search (run_id, environment_id, probes, complete, unexplained)
                                    values (:runId, :environmentId, :probes, :complete, :unexplained)
                                    on conflict do nothing
                                    """)
                            .bind("runId", runId)
                            .bindMethods(search)
                            .execute()
                    == 1;
            if (isNew) {
                findings.forEach(finding -> insert(handle, runId, finding));
                handle.createUpdate("update inspection set outcome = 'flaky' where id = any(:ids) and state = 'ended'")
                        .bindArray("ids", Long.class, flaky)
                        .execute();
            }
        });
    }

    /** Records what is known of versions that are slower in an environment, all of it or nothing; a second time changes nothing. */
    public void recordSlower(long runId, int environmentId, List<Finding> findings) {
        jdbi.useTransaction(handle -> {
            boolean isNew = handle.createQuery("""
                            select not exists (select from finding where run_id = :runId and environment_id = :environmentId
                                               and kind = 'performance')
                            from run where id = :runId for update
                            """)
                    .bind("runId", runId)
                    .bind("environmentId", environmentId)
                    .mapTo(Boolean.class)
                    .one();
            if (isNew) {
                findings.forEach(finding -> insert(handle, runId, finding));
            }
        });
    }

    public List<CauseSearchRow> searches(long runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select environment_id, probes, complete, unexplained from cause_search where run_id = :runId
                        """)
                .bind("runId", runId)
                .map(ConstructorMapper.of(CauseSearchRow.class))
                .list());
    }

    /** In order of environments and positions. */
    public List<Finding> ofRun(long runId) {
        return jdbi.inTransaction(handle -> {
            Map<Long, List<Finding.Proof>> evidence = new HashMap<>();
            handle.createQuery("""
                            select e.finding_id, e.failing, e.passing, e.package, e.held_still
                            from finding f join finding_evidence e on e.finding_id = f.id
                            where f.run_id = :runId order by e.finding_id, e.position
                            """)
                    .bind("runId", runId)
                    .map((row, context) -> evidence.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Finding.Proof(
                                    row.getLong(2), row.getObject(3, Long.class), row.getString(4), row.getBoolean(5))))
                    .forEach(added -> {});
            return handle.createQuery("select * from finding where run_id = :runId order by environment_id, position")
                    .bind("runId", runId)
                    .map((row, context) -> finding(row, evidence.getOrDefault(row.getLong("id"), List.of())))
                    .list();
        });
    }

    private static void insert(Handle handle, long runId, Finding finding) {
        long id = handle.createUpdate("""
                        insert into finding (run_id, environment_id, position, kind, status, conditions, signatures,
                                             stacks_affected, suggestion, stacks_lost, probes, missing)
                        values (:runId, :environmentId, :position, :kind, :status, cast(:conditions as jsonb), :signatures,
                                :stacksAffected, :suggestion, :stacksLost, :probes, :missing)
                        """)
                .bind("runId", runId)
                .bind("environmentId", finding.environmentId())
                .bind("position", finding.position())
                .bind("kind", word(finding.kind()))
                .bind("status", word(finding.status()))
                .bind("conditions", JSON.writeValueAsString(finding.conditions()))
                .bindArray(
                        "signatures",
                        String.class,
                        finding.signatures().stream().map(Storable::text).toList())
                .bind("stacksAffected", decimal(finding.stacksAffected()))
                .bindArray("suggestion", String.class, finding.suggestion())
                .bind("stacksLost", decimal(finding.stacksLost()))
                .bind("probes", finding.probes())
                .bind("missing", finding.missing())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        int position = 0;
        for (Finding.Proof proof : finding.evidence()) {
            handle.createUpdate("""
                            insert into finding_evidence (finding_id, position, failing, passing, package, held_still)
                            values (:id, :position, :failing, :passing, :packageName, :heldStill)
                            """)
                    .bind("id", id)
                    .bind("position", position++)
                    .bindMethods(proof)
                    .execute();
        }
    }

    private static Finding finding(ResultSet row, List<Finding.Proof> evidence) throws SQLException {
        return new Finding(
                row.getInt("environment_id"),
                row.getInt("position"),
                Finding.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Finding.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                JSON.readValue(row.getString("conditions"), new TypeReference<TreeMap<String, List<String>>>() {}),
                List.of((String[]) row.getArray("signatures").getArray()),
                integer(row.getBigDecimal("stacks_affected")),
                List.of((String[]) row.getArray("suggestion").getArray()),
                integer(row.getBigDecimal("stacks_lost")),
                row.getInt("probes"),
                row.getInt("missing"),
                evidence);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static java.math.BigDecimal decimal(java.math.BigInteger number) {
        return number == null ? null : new java.math.BigDecimal(number);
    }

    private static java.math.BigInteger integer(java.math.BigDecimal number) {
        return number == null ? null : number.toBigIntegerExact();
    }
}
