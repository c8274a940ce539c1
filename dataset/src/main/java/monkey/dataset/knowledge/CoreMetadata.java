package monkey.dataset.knowledge;

import java.util.List;
import monkey.dataset.digest.Sha256;

/**
 * What a distribution states about itself, as far as resolving needs it. Equal statements are stored once, and a snapshot
 * shares the object among all distributions that state it.
 *
 * @param requiresPython as written, or null
 * @param extras those it provides, normalized
 * @param requirements in the order written
 */
public record CoreMetadata(String requiresPython, List<String> extras, List<StatedRequirement> requirements) {
    public CoreMetadata {
        extras = List.copyOf(extras);
        requirements = List.copyOf(requirements);
    }

    /** SHA-256 over all fields; what was taken apart counts too, so that better taking apart makes new rows. */
    public String digest() {
        Sha256 sha256 = new Sha256().add(requiresPython).add(extras);
        for (StatedRequirement requirement : requirements) {
            sha256.add(requirement.line())
                    .add(requirement.packageName())
                    .add(requirement.extras())
                    .add(requirement.specifier())
                    .add(requirement.url())
                    .add(requirement.marker())
                    .add(requirement.gates());
        }
        return sha256.hex();
    }
}
