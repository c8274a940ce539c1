package monkey.dataset.run;

import java.time.Instant;

/**
 * An inspection as a run's report sees it.
 *
 * @param position order of choice within the environment, from 0
 * @param role why the run asked for it
 * @param reused it had ended before this run asked
 * @param outcome of an inspection that has not ended: {@code cancelled} or {@code not_reached}
 * @param startedAt null when it never was; so are the other facts of an inspection that has not ended
 */
public record RunInspection(
        long inspectionId,
        int environmentId,
        int position,
        Role role,
        boolean reused,
        Stack stack,
        Outcome outcome,
        int attempts,
        String backend,
        Instant startedAt,
        Instant endedAt,
        Double buildSeconds,
        Failure failure) {}
