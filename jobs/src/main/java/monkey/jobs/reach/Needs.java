package monkey.jobs.reach;

import java.util.List;
import java.util.Map;

/**
 * What a version needs in the environment, in the order its metadata states it.
 *
 * @param always whatever extras are asked for
 * @param byExtra what an extra adds; every extra that the version provides has an entry
 */
record Needs(List<Need> always, Map<String, List<Need>> byExtra) {

    /** @param extra empty for the version itself; one that it does not provide adds nothing */
    List<Need> of(String extra) {
        return extra.isEmpty() ? always : byExtra.getOrDefault(extra, List.of());
    }
}
