package monkey.jobs.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import monkey.dataset.Dataset;
import monkey.dataset.measure.MeasuredInspection;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.run.InspectionTask;

/** Which rounds need not be repeated, because an earlier process of the same run has kept all that they measured. */
final class KeptRounds {
    private final Dataset dataset;
    private final long runId;
    private final Rounds rounds;

    KeptRounds(Dataset dataset, long runId, Rounds rounds) {
        this.dataset = dataset;
        this.runId = runId;
        this.rounds = rounds;
    }

    /** By inspection; without those of which some item did not go well, or another run measured, and which begin anew. */
    Map<Long, Set<Integer>> of(List<InspectionTask> tasks) {
        Map<Long, Set<Integer>> usable = new HashMap<>();
        List<Long> ids = tasks.stream().map(InspectionTask::inspectionId).toList();
        dataset.measurements().of(ids).forEach((id, kept) -> {
            Set<Integer> whole = whole(kept);
            if (!whole.isEmpty()) {
                usable.put(id, whole);
            }
        });
        return usable;
    }

    private Set<Integer> whole(MeasuredInspection kept) {
        Map<Integer, Long> measured = kept.items().stream()
                .filter(item -> !item.measurements().isEmpty())
                .collect(Collectors.groupingBy(MeasuredItem::round, Collectors.counting()));
        boolean usable = kept.runId() == runId
                && measured.entrySet().stream()
                        .allMatch(done ->
                                done.getKey() < rounds.count() && done.getValue() == rounds.items(done.getKey()))
                && dataset.inspections().documents(kept.inspectionId()).size()
                        == kept.items().size();
        return usable ? new HashSet<>(measured.keySet()) : Set.of();
    }
}
