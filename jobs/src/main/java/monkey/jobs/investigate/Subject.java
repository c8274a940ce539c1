package monkey.jobs.investigate;

import java.util.List;
import java.util.Optional;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.KnownPages;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.Version;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageException;
import org.jdbi.v3.core.Handle;

/**
 * What a message is about, in the spellings of the knowledge base.
 *
 * @param version empty for a message about a whole package; spelled as the index does where the knowledge base knows it
 */
record Subject(String packageName, Optional<String> version, String index, Cause cause) {

    /** @throws MessageException if the version is none, or the index is not one that may be asked */
    static Subject of(
            Envelope<?> envelope,
            String packageName,
            Optional<String> version,
            String index,
            Surroundings surroundings,
            Handle transaction) {
        String address = surroundings.index(index, transaction);
        KnownPages known = KnownPages.of(transaction, List.of(PackageName.normalize(packageName)));
        return of(envelope, packageName, version, address, known);
    }

    /**
     * @param index in the spelling of the knowledge base
     * @throws MessageException if the version is none
     */
    static Subject of(
            Envelope<?> envelope, String packageName, Optional<String> version, String index, KnownPages known) {
        String name = PackageName.normalize(packageName);
        return new Subject(
                name,
                version.map(text -> {
                    Version parsed = parsed(text);
                    return known.spelling(name, index, text).orElseGet(parsed::toString);
                }),
                index,
                cause(envelope));
    }

    static Cause cause(Envelope<?> envelope) {
        return new Cause(envelope.id(), envelope.correlationId());
    }

    private static Version parsed(String text) {
        try {
            return Version.parse(text);
        } catch (InvalidNotationException e) {
            throw new MessageException("field 'package_version': " + e.getMessage(), e);
        }
    }
}
