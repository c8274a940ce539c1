package monkey.jobs.reach;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import monkey.dataset.knowledge.WheelTags;
import monkey.dataset.python.CompatibleTags;
import monkey.dataset.python.WheelTag;

/**
 * How well a wheel fits an environment, by its tags as the knowledge base has them. Thousands of wheels share a few
 * hundred lists of tags, and a snapshot shares the objects, so each is worked out once. Not thread-safe.
 */
final class TagRanks {

    private final Map<WheelTag, Integer> places = new HashMap<>();
    private final Map<WheelTags, OptionalInt> known = new IdentityHashMap<>();

    TagRanks(CompatibleTags accepted) {
        List<WheelTag> tags = accepted.tags();
        for (int place = 0; place < tags.size(); place++) {
            places.putIfAbsent(tags.get(place), place);
        }
    }

    /** The place of the wheel's best tag among those the environment accepts, 0 for the best; nothing if it does not run. */
    OptionalInt of(WheelTags tags) {
        return known.computeIfAbsent(tags, this::best);
    }

    private OptionalInt best(WheelTags tags) {
        return tags.python().stream()
                .flatMap(python -> tags.abi().stream()
                        .flatMap(abi -> tags.platform().stream()
                                .map(platform -> places.get(new WheelTag(python, abi, platform)))))
                .filter(place -> place != null)
                .mapToInt(Integer::intValue)
                .min();
    }
}
