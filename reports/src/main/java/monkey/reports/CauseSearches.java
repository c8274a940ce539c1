package monkey.reports;

import java.util.List;

/**
 * What came of searching for causes, and what the space says of versions that are slower.
 *
 * @param findings of kind failure, those that break most first, by environment
 * @param slower of kind performance; what was measured of them is told by the measurements
 * @param searches by environment; none where nothing failed, or no search was wanted
 * @param probes inspections that were run for the search alone; not counted among those chosen
 */
public record CauseSearches(
        List<Finding> findings, List<Finding> slower, List<Search> searches, List<Inspection> probes) {
    public static final CauseSearches NONE = new CauseSearches(List.of(), List.of(), List.of());

    /** Of a run without slower versions. */
    public CauseSearches(List<Finding> findings, List<Search> searches, List<Inspection> probes) {
        this(findings, List.of(), searches, probes);
    }

    public CauseSearches {
        findings = List.copyOf(findings);
        slower = List.copyOf(slower);
        searches = List.copyOf(searches);
        probes = List.copyOf(probes);
    }

    /**
     * @param complete false when the probes or the time ran out
     * @param unexplained failing stacks that no finding explains
     */
    public record Search(String environment, int probes, boolean complete, int unexplained) {}
}
