package monkey.jobs.inspect;

import java.time.Duration;
import java.util.Optional;

/**
 * What may still be spent.
 *
 * @param time of this execution, from the first inspection on: what has begun by then ends, nothing new begins
 * @param inspections how many may be run; those whose result is known already cost nothing
 */
public record InspectionBudget(Optional<Duration> time, long inspections) {}
