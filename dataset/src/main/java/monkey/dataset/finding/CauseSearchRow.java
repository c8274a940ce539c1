package monkey.dataset.finding;

/**
 * A search for causes that is over.
 *
 * @param complete false when probes ran out first
 * @param unexplained failing stacks that no finding explains
 */
public record CauseSearchRow(int environmentId, int probes, boolean complete, int unexplained) {}
