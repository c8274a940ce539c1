package monkey.dataset.run;

import java.util.Locale;

/** Why a package or a version was not considered. */
public enum LeftOutReason {
    SOURCE_ONLY,
    YANKED,
    NO_COMPATIBLE_WHEEL,
    REQUIRES_PYTHON,
    UPLOADED_LATER,
    PRE_RELEASE,
    /** The experiment's {@code packages} or {@code versions} hide it. */
    LIMITED,
    /** Its core metadata could not be learnt. */
    METADATA,
    /** It states a requirement that nothing can meet. */
    BROKEN_REQUIREMENT,
    MISSING;

    /** As the database and the reports have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
