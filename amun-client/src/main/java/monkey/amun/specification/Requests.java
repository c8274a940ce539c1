package monkey.amun.specification;

import java.util.Map;
import java.util.Optional;

/**
 * What a build or a run may use.
 *
 * @param cpus processors' worth of time; empty where nothing is asked for
 * @param memory bytes
 * @param hardware by Amun's names: {@code cpu_family}, {@code cpu_model}, {@code processor}, {@code physical_cpus}
 */
public record Requests(Optional<Double> cpus, Optional<Long> memory, Map<String, String> hardware) {
    static final Requests NONE = new Requests(Optional.empty(), Optional.empty(), Map.of());

    public Requests {
        hardware = Map.copyOf(hardware);
    }
}
