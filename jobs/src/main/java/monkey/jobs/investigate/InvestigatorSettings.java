package monkey.jobs.investigate;

import java.util.List;
import java.util.Optional;

/**
 * How an investigator works.
 *
 * @param environments that everything is solved for, by number; empty: all that the knowledge base knows
 * @param solvers how many packages are solved at a time
 * @param security whether the code of what is solved is looked at
 * @param resuming whether parked runs whose process is gone are gone on with
 */
public record InvestigatorSettings(
        Optional<List<Integer>> environments, int solvers, boolean security, boolean resuming) {}
