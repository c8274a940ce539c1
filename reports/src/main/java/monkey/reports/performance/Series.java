package monkey.reports.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one stack measured of one metric.
 *
 * @param id of the inspection
 * @param versions of its packages, by name
 * @param control whether it is a stack that has a series of its own already, under a second name
 * @param session in whose rounds it took part, from 0: stacks are compared within the rounds that they share
 * @param rounds the items' values, all of them positive, by round; each item counts by the median of its iterations, for what
 *     varies within a process is part of how processes vary
 */
public record Series(String id, Map<String, String> versions, boolean control, int session, List<double[]> rounds) {
    public Series {
        versions = Map.copyOf(versions);
        rounds = List.copyOf(rounds);
    }

    /** All items, in the order in which they ran. */
    double[] items() {
        return rounds.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Mean of the items' logarithms in each round. */
    double[] logsByRound() {
        return rounds.stream()
                .mapToDouble(
                        items -> Arrays.stream(items).map(Math::log).average().orElseThrow())
                .toArray();
    }

    /** Only its first rounds. */
    Series first(int count) {
        return new Series(id, versions, control, session, new ArrayList<>(rounds.subList(0, count)));
    }
}
