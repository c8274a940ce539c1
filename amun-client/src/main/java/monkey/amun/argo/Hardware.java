package monkey.amun.argo;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which nodes an inspection may run on. Nodes are chosen by labels of Amun's names, and what the pod then sees is held
 * against this: a label may lie.
 *
 * @param family {@code cpu family} of {@code /proc/cpuinfo}
 * @param model {@code model} of {@code /proc/cpuinfo}
 * @param processor the model's name, letters, digits, {@code -}, {@code _} and {@code .} only, at most 63
 * @param physicalProcessors cores of the node
 */
public record Hardware(
        OptionalInt family, OptionalInt model, Optional<String> processor, OptionalInt physicalProcessors) {
    public Hardware {
        processor.ifPresent(name -> {
            if (!name.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
                throw new IllegalArgumentException("'" + name
                        + "' cannot be the value of a node's label: letters, digits, '-', '_' and '.', at most 63");
            }
        });
    }

    public static final Hardware ANY =
            new Hardware(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty());

    /** By the names of a specification: what the pod compares. */
    Map<String, Object> asked() {
        Map<String, Object> asked = new TreeMap<>();
        family.ifPresent(value -> asked.put("cpu_family", value));
        model.ifPresent(value -> asked.put("cpu_model", value));
        processor.ifPresent(value -> asked.put("processor", value));
        physicalProcessors.ifPresent(value -> asked.put("physical_cpus", value));
        return asked;
    }

    /** By the names of the nodes' labels. */
    Map<String, String> nodeSelector() {
        Map<String, String> labels = new TreeMap<>();
        family.ifPresent(value -> labels.put("CPU_FAMILY", Integer.toString(value)));
        model.ifPresent(value -> labels.put("CPU_MODEL", Integer.toString(value)));
        processor.ifPresent(value -> labels.put("processor", value));
        physicalProcessors.ifPresent(value -> labels.put("PHYSICAL_CPUS", Integer.toString(value)));
        return labels;
    }
}
