package monkey.jobs.experiment;

import java.util.Collection;

/** Keys that nothing would read: mostly misspelt ones. */
final class UnknownKeys {
    private UnknownKeys() {}

    /** @param what names the kind of key, such as {@code key in 'strategy'} */
    static void report(Value.Mapping mapping, Collection<String> known, String what, Reader reader) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String near = NearestName.to(key, known)
                        .map(name -> "Did you mean '" + name + "'? ")
                        .orElse("");
                reader.error(
                        entry.key(),
                        "unknown " + what + " '" + key + "'",
                        near + "There are: " + String.join(", ", known) + ".");
            }
        });
    }
}
