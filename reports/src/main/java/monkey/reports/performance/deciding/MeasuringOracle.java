package monkey.reports.performance.deciding;

import java.util.Optional;
import monkey.reports.performance.Performance;

/** Measures stacks. */
@FunctionalInterface
public interface MeasuringOracle {
    /**
     * Measures these in rounds of their own.
     *
     * @param session 1 for the first time, then 2, and so on
     * @return all that is measured by now, these among it as far as they could be; empty when time ended before they all were
     */
    Optional<Performance> measure(Further further, int session);
}
