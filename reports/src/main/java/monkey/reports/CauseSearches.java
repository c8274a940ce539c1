package monkey.reports;

import java.util.List;

/**
 * What came of searching for causes.
 *
 * @param findings those that break most first, by environment
 * @param searches by environment; none where nothing failed, or no search was wanted
 * @param probes inspections that were run for the search alone; not counted among those chosen
 */
public record CauseSearches(List<Finding> findings, List<Search> searches, List<Inspection> probes) {
    public static final CauseSearches NONE = new CauseSearches(List.of(), List.of(), List.of());

    public CauseSearches {
        findings = List.copyOf(findings);
        searches = List.copyOf(searches);
        probes = List.copyOf(probes);
    }

    /**
     * @param complete false when the probes or the time ran out
     * @param unexplained failing stacks that no finding explains
     */
    public record Search(String environment, int probes, boolean complete, int unexplained) {}
}
