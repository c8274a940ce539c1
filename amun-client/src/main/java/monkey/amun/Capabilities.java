package monkey.amun;

import java.util.List;

/** What a backend enforces on a script, layer by layer, as probed when it started. */
public record Capabilities(List<Layer> layers) {
    /**
     * @param name such as {@code memory limit}
     * @param enforced whether it holds here
     * @param detail how it is enforced; where it is not, why not and what that costs
     */
    public record Layer(String name, boolean enforced, String detail) {}

    public Capabilities {
        layers = List.copyOf(layers);
    }

    /** The layers that do not hold here. */
    public List<Layer> lacking() {
        return layers.stream().filter(layer -> !layer.enforced()).toList();
    }
}
