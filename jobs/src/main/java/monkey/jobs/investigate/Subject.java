package monkey.jobs.investigate;

import java.util.Optional;
import monkey.dataset.learning.Cause;
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
        String name = PackageName.normalize(packageName);
        String address = surroundings.index(index, transaction);
        return new Subject(
                name,
                version.map(text -> spelling(transaction, name, parsed(text), address)),
                address,
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

    private static String spelling(Handle transaction, String packageName, Version version, String index) {
        return transaction
                .createQuery("""
                        select v.version from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = :package and i.url = :index
                        """)
                .bind("package", packageName)
                .bind("index", index)
                .mapTo(String.class)
                .stream()
                .filter(known -> Version.parse(known).equals(version))
                .findFirst()
                .orElse(version.toString());
    }
}
