package monkey.dataset.finding;

import java.util.List;
import monkey.dataset.run.Outcome;

/**
 * How a stack is known to end under a specification, whichever run tried it.
 *
 * @param signature null when it passed
 * @param executions how often it ended so: its items, and repetitions in other runs that agree
 * @param distributions of the stack
 * @param ownProbe whether this run itself asked for it in its search for causes
 */
public record KnownOutcome(
        long inspectionId,
        Outcome outcome,
        String signature,
        int executions,
        List<Long> distributions,
        boolean ownProbe) {}
