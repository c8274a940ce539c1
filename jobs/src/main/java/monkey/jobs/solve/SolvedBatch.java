package monkey.jobs.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.dataset.learning.Solve;
import monkey.dataset.learning.SolveEnd;

/** What came of solves of one package: ends, what was learnt for them, and those that a passing fault has kept from ending. */
final class SolvedBatch {
    final List<SolveEnd> ends = new ArrayList<>();
    final Map<Long, LearntMetadata> learnt = new LinkedHashMap<>();
    final Map<Solve, String> postponed = new LinkedHashMap<>();
}
