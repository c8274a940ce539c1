package monkey.jobs.reach;

import java.util.Locale;

/** Why a version that some requirement has in range is in no stack. */
public enum Reason {
    /** Once on the index's page, no longer; or a package that no index has. */
    MISSING,
    /** No file of it was there before the moment asked for, or the index does not say. */
    UPLOADED_LATER,
    /** Only a source distribution, where none is allowed. */
    SOURCE_ONLY,
    /** Wheels, but for other platforms or interpreters. */
    NO_COMPATIBLE_WHEEL,
    /** It does not take this Python. */
    REQUIRES_PYTHON,
    /** Its requirements cannot be read, or are not known. */
    METADATA,
    /** Hidden by the experiment's own limits. */
    LIMITED,
    /** Withdrawn, and nobody pins it. */
    YANKED,
    /** Nobody names a pre-release. */
    PRE_RELEASE,
    /** It has a requirement that nothing meets. */
    BROKEN_REQUIREMENT;

    /** As it is written in the knowledge base and in reports. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
