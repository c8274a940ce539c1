package monkey.reports.performance;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Versions, of one package or of two that meet, with which a metric lies elsewhere than without.
 *
 * @param versions by package, oldest first: the stacks with one of them of each package are the stacks inside
 * @param specifiers the same as PEP 440 writes ranges of tested versions; several of a package are alternatives
 * @param ratio of the metric inside to the metric outside, the other effects held still
 * @param p adjusted for all explanations that were looked at, of all metrics
 * @param interaction p-value of two packages doing more together than each by itself; empty for one package, and where the two
 *     were not seen apart
 * @param inside ids of the stacks that have them
 * @param outside ids of the others
 * @param rivals other explanations that fit nearly as well, in words; none where the versions are certain
 * @param rivalVersions the tested versions by which each of the rivals says it, in their order
 * @param neighbours comparisons of an inside with an outside stack that differ in these packages only
 */
public record Effect(
        SortedMap<String, List<String>> versions,
        SortedMap<String, List<String>> specifiers,
        Interval ratio,
        double p,
        OptionalDouble interaction,
        List<String> inside,
        List<String> outside,
        List<String> rivals,
        List<SortedMap<String, List<String>>> rivalVersions,
        List<Comparison> neighbours) {

    public boolean isInteraction() {
        return versions.size() > 1;
    }
}
