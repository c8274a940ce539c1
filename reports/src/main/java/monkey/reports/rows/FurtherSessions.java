package monkey.reports.rows;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import monkey.dataset.measure.MeasuredInspection;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.Stack;

/**
 * How what a run measured in further sessions belongs to what was measured before. A stack that is measured once more there is
 * the inspection that it was at first; and where all of those are another run's, reused by this one, so is what the session is
 * compared with.
 */
final class FurtherSessions {
    private record Place(int environment, Stack stack) {}

    private record Session(int environment, int number) implements Comparable<Session> {
        @Override
        public int compareTo(Session other) {
            return Comparator.comparingInt(Session::environment)
                    .thenComparingInt(Session::number)
                    .compare(this, other);
        }
    }

    private final Map<Place, Long> first = new HashMap<>();
    private final Map<Session, Long> runs = new HashMap<>();

    private FurtherSessions() {}

    /** @param asked by a run, in order of positions */
    static FurtherSessions of(List<RunInspection> asked, Map<Long, MeasuredInspection> measured) {
        FurtherSessions sessions = new FurtherSessions();
        asked.stream()
                .filter(row -> measured.containsKey(row.inspectionId()))
                .filter(row -> row.role() != Role.CONTROL && row.role() != Role.ANCHOR)
                .forEach(row ->
                        sessions.first.putIfAbsent(new Place(row.environmentId(), row.stack()), row.inspectionId()));
        SortedMap<Session, List<RunInspection>> anchors = asked.stream()
                .filter(row -> row.role() == Role.ANCHOR && measured.containsKey(row.inspectionId()))
                .collect(Collectors.groupingBy(
                        row -> session(row.environmentId(), measured.get(row.inspectionId())),
                        TreeMap::new,
                        Collectors.toList()));
        anchors.forEach((session, rows) -> sessions.runs.put(
                session,
                mostFrequent(rows.stream()
                        .map(row -> sessions.comparedWith(row.environmentId(), measured.get(sessions.firstOf(row))))
                        .toList())));
        return sessions;
    }

    private static Session session(int environment, MeasuredInspection measured) {
        return new Session(environment, measured.items().get(0).session());
    }

    private static long mostFrequent(List<Long> runs) {
        Map<Long, Long> counts =
                runs.stream().collect(Collectors.groupingBy(run -> run, TreeMap::new, Collectors.counting()));
        long most = counts.values().stream().mapToLong(count -> count).max().orElseThrow();
        return counts.entrySet().stream()
                .filter(one -> one.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The inspection as which this row's stack was measured first; its own where it was not measured before. */
    long firstOf(RunInspection row) {
        return row.role() == Role.ANCHOR
                ? first.getOrDefault(new Place(row.environmentId(), row.stack()), row.inspectionId())
                : row.inspectionId();
    }

    /** The run with whose numbers those of an inspection may be compared. */
    long comparedWith(int environment, MeasuredInspection measured) {
        return runs.getOrDefault(session(environment, measured), measured.runId());
    }
}
