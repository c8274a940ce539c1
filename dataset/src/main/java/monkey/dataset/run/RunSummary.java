package monkey.dataset.run;

/**
 * A run and how far it came.
 *
 * @param asked inspections the run asked for
 * @param ended those of them that ended, in this run or before it
 */
public record RunSummary(Run run, long asked, long ended) {}
