package monkey.jobs.messages;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All messages there are. What each says, who sends it and who handles it is written at its record. */
public enum MessageType {
    UNRESOLVED_PACKAGE("thoth.investigator.unresolved-package", "v1", UnresolvedPackage.class),
    SOLVED_PACKAGE("thoth.solver.solved-package", "v1", SolvedPackage.class),
    SI_UNANALYZED_PACKAGE("thoth.investigator.si-unanalyzed-package", "v1", SIUnanalyzedPackage.class),
    PACKAGE_RELEASED("thoth.package-release.package-released", "v1", PackageReleased.class),
    HASH_MISMATCH("thoth.package-update.hash-mismatch", "v1", HashMismatch.class),
    MISSING_PACKAGE("thoth.package-update.missing-package", "v1", MissingPackage.class),
    MISSING_VERSION("thoth.package-update.missing-package-version", "v1", MissingVersion.class),
    UPDATE_PROVIDES_SOURCE_DISTRO("thoth.update-provides-source-distro", "v1", UpdateProvidesSourceDistro.class),
    ADVISER_RE_RUN("thoth.investigator.adviser-re-run", "v2", AdviserReRun.class);

    private static final Map<Class<?>, MessageType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toMap(MessageType::record, Function.identity()));

    private final String baseName;
    private final String version;
    private final Class<? extends Message> record;

    MessageType(String baseName, String version, Class<? extends Message> record) {
        this.baseName = baseName;
        this.version = version;
        this.record = record;
    }

    /** The topic, without a deployment's prefix. */
    public String baseName() {
        return baseName;
    }

    /** Of the schema: the only one that is understood. */
    public String version() {
        return version;
    }

    public Class<? extends Message> record() {
        return record;
    }

    /** The name of the record, which is that of the message upstream. */
    public String title() {
        return record.getSimpleName();
    }

    public static MessageType of(Class<? extends Message> record) {
        return BY_RECORD.get(record);
    }

    /** Looks a type up by its base name, or by its title in any spelling of case. */
    public static Optional<MessageType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.baseName.equals(name) || type.title().equalsIgnoreCase(name))
                .findFirst();
    }
}
