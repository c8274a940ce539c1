package monkey.dataset.finding;

import java.time.Instant;
import monkey.dataset.run.Outcome;

/**
 * One more execution of an inspection.
 *
 * @param number within the run, from 1
 * @param signature null when it passed
 */
public record Repetition(long inspectionId, int number, Outcome outcome, String signature, Instant endedAt) {}
