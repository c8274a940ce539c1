package monkey.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import monkey.reports.Outcome;
import monkey.reports.analysis.OutcomeCounts;

/** Outcomes as one bar, in thousandths of its length. */
public record StackedBar(List<Segment> segments) {
    private static final int LENGTH = 1000;

    /** So that a single stack among thousands is still seen. */
    private static final int SHORTEST = 6;

    public record Segment(Outcome outcome, int count, int start, int length) {}

    public static StackedBar of(OutcomeCounts counts) {
        List<Map.Entry<Outcome, Integer>> present = counts.byOutcome().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .toList();
        int toShare = LENGTH - SHORTEST * present.size();
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        long shared = 0;
        for (Map.Entry<Outcome, Integer> entry : present) {
            shared += entry.getValue();
            int end = SHORTEST * (segments.size() + 1) + (int) (shared * toShare / counts.total());
            segments.add(new Segment(entry.getKey(), entry.getValue(), start, end - start));
            start = end;
        }
        return new StackedBar(List.copyOf(segments));
    }
}
