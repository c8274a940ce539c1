package monkey.dataset.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.postgres.CopyText;
import monkey.dataset.postgres.Storable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Reads and writes measurements. Safe for several threads. */
public final class MeasurementStore {
    private static final String COLUMNS = """
            select m.inspection_id, m.run_id, m.position, m.session, m.round, m.script_sha256, m.hardware, m.parameters,
                   m.conditions::text, v.metric, v.iteration, v.unit, v.value
            from measured_item m left join measurement v using (inspection_id, position)
            """;

    private static final String OF_RUN = """
            join run_inspection r on r.inspection_id = m.inspection_id and r.run_id = :runId
            join inspection i on i.id = m.inspection_id and i.state = 'ended'
            where m.session = 0 or not exists (
                select from run_inspection a join inspection b on b.id = a.inspection_id
                where a.run_id = r.run_id and b.environment_id = i.environment_id
                  and b.specification_id = i.specification_id and b.state <> 'ended')
            """;

    private static final String ORDER = " order by m.inspection_id, m.position, v.metric, v.iteration";

    private final Jdbi jdbi;

    public MeasurementStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Of all inspections that a run asks for and that have ended, whichever run measured them. Those of a further session are
     * there once all of it has ended.
     */
    public Map<Long, MeasuredInspection> ofRun(long runId) {
        return jdbi.withHandle(
                handle -> read(handle.createQuery(COLUMNS + OF_RUN + ORDER).bind("runId", runId)));
    }

    /**
     * Where a run reuses what others measured, their controls become its own as well: without them nobody knows how large the
     * noise was that these numbers were measured in. A second time changes nothing.
     *
     * @param controlSpecification by which controls of the run are asked for
     */
    public void adoptControls(long runId, int controlSpecification) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with others as (
                            select distinct r.environment_id, m.run_id
                            from run_inspection r join measured_item m on m.inspection_id = r.inspection_id
                            where r.run_id = :runId and r.reused and m.run_id <> :runId and m.session = 0
                        )
                        insert into run_inspection (run_id, inspection_id, environment_id, position, reused, role)
                        select distinct :runId, i.id, i.environment_id, -1, true, 'control'
                        from others o join measured_item m on m.run_id = o.run_id
                        join inspection i on i.id = m.inspection_id and i.environment_id = o.environment_id
                        where i.specification_id = :controlSpecification and i.state = 'ended'
                        on conflict (run_id, inspection_id) do nothing
                        """)
                .bind("runId", runId)
                .bind("controlSpecification", controlSpecification)
                .execute());
    }

    /** Of these inspections, ended or not. */
    public Map<Long, MeasuredInspection> of(Collection<Long> inspectionIds) {
        return jdbi.withHandle(handle -> read(handle.createQuery(COLUMNS + " where m.inspection_id = any(:ids)" + ORDER)
                .bindArray("ids", Long.class, inspectionIds)));
    }

    /** Writes what items measured, beside the items' own rows, in the caller's transaction. */
    public static void copy(Handle handle, long inspectionId, long runId, List<MeasuredItem> items) {
        try (CopyText rows = CopyText.into(
                handle,
                "measured_item",
                "inspection_id, position, run_id, session, round, script_sha256, hardware, parameters, conditions")) {
            for (MeasuredItem item : items) {
                rows.number(inspectionId).number(item.position()).number(runId);
                rows.number(item.session()).number(item.round());
                rows.text(item.scriptSha256())
                        .text(Storable.text(item.hardware()))
                        .text(Storable.text(item.parameters()))
                        .text(Storable.json(item.conditions()))
                        .endRow();
            }
            rows.end();
        }
        try (CopyText rows =
                CopyText.into(handle, "measurement", "inspection_id, position, metric, iteration, unit, value")) {
            for (MeasuredItem item : items) {
                for (Measurement one : item.measurements()) {
                    rows.number(inspectionId).number(item.position()).text(Storable.text(one.metric()));
                    rows.number(one.iteration())
                            .text(Storable.text(one.unit()))
                            .number(one.value())
                            .endRow();
                }
            }
            rows.end();
        }
    }

    private static Map<Long, MeasuredInspection> read(Query query) {
        Map<Long, Long> runs = new LinkedHashMap<>();
        Map<Long, Map<Integer, MeasuredItem>> items = new LinkedHashMap<>();
        query.map((row, context) -> {
                    long inspection = row.getLong(1);
                    runs.put(inspection, row.getLong(2));
                    MeasuredItem item = new MeasuredItem(
                            row.getInt(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10) == null
                                    ? List.of()
                                    : List.of(new Measurement(
                                            row.getString(10), row.getInt(11), row.getString(12), row.getDouble(13))));
                    return items.computeIfAbsent(inspection, id -> new LinkedHashMap<>())
                            .merge(item.position(), item, MeasurementStore::joined);
                })
                .forEach(read -> {});
        Map<Long, MeasuredInspection> inspections = new LinkedHashMap<>();
        items.forEach((id, ofOne) ->
                inspections.put(id, new MeasuredInspection(id, runs.get(id), List.copyOf(ofOne.values()))));
        return inspections;
    }

    private static MeasuredItem joined(MeasuredItem former, MeasuredItem latter) {
        List<Measurement> all = new ArrayList<>(former.measurements());
        all.addAll(latter.measurements());
        return new MeasuredItem(
                former.position(),
                former.session(),
                former.round(),
                former.scriptSha256(),
                former.hardware(),
                former.parameters(),
                former.conditions(),
                all);
    }
}
