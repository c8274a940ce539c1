package monkey.reports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was to be tested.
 *
 * @param document the experiment as canonical JSON, one object; it can be run again as it stands
 * @param requirements as written
 * @param strategy how stacks were chosen, with its settings in the order in which they are to be read
 * @param before only files uploaded before this were considered; as written
 */
public record Experiment(
        String document,
        List<String> requirements,
        String strategy,
        Map<String, String> strategySettings,
        Optional<String> before,
        Specification specification) {

    public Experiment {
        requirements = List.copyOf(requirements);
        strategySettings = Ordered.copyOf(strategySettings);
    }
}
