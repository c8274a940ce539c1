package monkey.dataset.python;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wheel tags that run in an environment, best first, in the order of {@code packaging.tags} 26.3 (before it, bare
 * {@code linux_…} tags came after all {@code manylinux_…} ones; PyPI takes no such wheels). Immutable, equal by its tags.
 */
public final class CompatibleTags {
    private final List<WheelTag> tags;
    private final Map<WheelTag, Integer> ranks;

    private CompatibleTags(List<WheelTag> tags) {
        this.tags = tags;
        this.ranks = new HashMap<>(2 * tags.size());
        for (int rank = 0; rank < tags.size(); rank++) {
            ranks.putIfAbsent(tags.get(rank), rank);
        }
    }

    public static CompatibleTags of(WheelInterpreter interpreter, WheelPlatform platform) {
        return new CompatibleTags(List.copyOf(interpreter.tags(platform.tags())));
    }

    /** Tags from elsewhere, best first. */
    public static CompatibleTags of(List<WheelTag> tags) {
        return new CompatibleTags(List.copyOf(tags));
    }

    /** All of them, best first. */
    public List<WheelTag> tags() {
        return tags;
    }

    /** How good a wheel is here, 0 for the best: the least place of any of its tags; nothing if it does not run. */
    public OptionalInt rank(WheelFilename wheel) {
        int best = Integer.MAX_VALUE;
        for (WheelTag tag : wheel.tags()) {
            best = Math.min(best, ranks.getOrDefault(tag, Integer.MAX_VALUE));
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether the wheel runs here. */
    public boolean accept(WheelFilename wheel) {
        return rank(wheel).isPresent();
    }

    /**
     * Of wheels of one version the one that an installer takes: that of the best tag, and of several such that with the
     * highest build tag. Wheels that do not run here are passed over.
     */
    public Optional<WheelFilename> best(Collection<WheelFilename> wheels) {
        return wheels.stream().filter(this::accept).min(preference());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompatibleTags && tags.equals(((CompatibleTags) other).tags);
    }

    @Override
    public int hashCode() {
        return tags.hashCode();
    }

    /** Orders wheels that run here, the one an installer prefers first. */
    public Comparator<WheelFilename> preference() {
        Comparator<Optional<WheelFilename.Build>> byBuild =
                Comparator.comparing(build -> build.orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
        return Comparator.comparingInt((WheelFilename wheel) -> rank(wheel).orElse(Integer.MAX_VALUE))
                .thenComparing(WheelFilename::build, byBuild.reversed());
    }
}
