package monkey.dataset.knowledge;

import java.util.List;

/**
 * Compatibility tags (PEP 425): of a wheel, what its file name says; of an environment, all that it accepts. A wheel fits
 * an environment only if each of the three lists shares a tag with the environment's.
 */
public record WheelTags(List<String> python, List<String> abi, List<String> platform) {
    /** A source distribution's. */
    public static final WheelTags NONE = new WheelTags(List.of(), List.of(), List.of());

    public WheelTags {
        python = List.copyOf(python);
        abi = List.copyOf(abi);
        platform = List.copyOf(platform);
    }
}
