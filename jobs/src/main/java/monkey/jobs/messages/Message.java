package monkey.jobs.messages;

import monkey.dataset.python.PackageName;

/**
 * What one part of the system tells the others. A component of a record is a field of the JSON object (in snake case); one
 * that is {@link java.util.Optional} may be null or absent there, all others must be present.
 */
public sealed interface Message
        permits UnresolvedPackage,
                SolvedPackage,
                SIUnanalyzedPackage,
                PackageReleased,
                HashMismatch,
                MissingPackage,
                MissingVersion,
                UpdateProvidesSourceDistro,
                AdviserReRun {
    /** What every message has. */
    BaseFields base();

    /** Messages of one type and one key are handled in the order in which they were written. */
    String key();

    default MessageType type() {
        return MessageType.of(getClass());
    }

    /** The key of whatever is about a package: its name, in the one spelling. */
    static String packageKey(String packageName) {
        return PackageName.normalize(packageName);
    }
}
