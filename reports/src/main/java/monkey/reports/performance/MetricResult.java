package monkey.reports.performance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be said of one metric, of stacks that may be compared: same environment, hardware, run and parameters.
 *
 * @param stacks the series, without the control
 * @param control the stack that was measured twice, against itself; empty where that was not done
 * @param noise the largest change, as a share, that the control's interval leaves open: no smaller one is believed
 * @param hidden the largest difference between any two stacks, as a share, that could be here and be overlooked, with the effects
 *     found taken out; 95 % over all of them
 * @param neighbours comparisons of stacks that differ in one package only, in neighbouring tested versions
 * @param adjusted the neighbours' p-values, in their order, after Holm over all comparisons of the run
 */
public record MetricResult(
        Metric metric,
        String environment,
        String circumstances,
        List<Series> stacks,
        Optional<Comparison> control,
        OptionalDouble noise,
        List<Effect> effects,
        OptionalDouble hidden,
        List<Neighbours> neighbours,
        List<Double> adjusted) {

    /** Stacks that differ in one package only. */
    public record Neighbours(String packageName, String from, String to, Comparison comparison) {}
}
