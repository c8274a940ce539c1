package monkey.dataset.learning;

import java.util.List;
import java.util.Optional;

/**
 * What is to follow once a page is known.
 *
 * @param version to be solved; empty for those that {@code specifiers} admit
 * @param specifiers any of which may admit a version; empty for every version. An empty list admits none
 * @param filename to be read of that version, besides the one an installer would take
 * @param environments to solve for
 * @param again whether what is solved is to be solved again
 * @param asking the message that asks, to be given up where no index has the package; empty where nobody is to be told
 */
public record PageAsk(
        Optional<String> version,
        Optional<List<String>> specifiers,
        Optional<String> filename,
        List<Integer> environments,
        boolean again,
        Cause cause,
        Optional<Asking> asking) {

    /** A message: where it came from and what it said. */
    public record Asking(String topic, String payload) {}
}
