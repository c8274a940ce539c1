package monkey.dataset.learning;

import java.util.Locale;

/** How a solve ended. A fault that may pass is no end. */
public enum SolveOutcome {
    /** What the version requires in the environment is known. */
    SOLVED,
    /** Its metadata cannot be read. */
    FAILED,
    /** No file of it can be installed in the environment. */
    UNSOLVABLE,
    /** The index does not have it. */
    MISSING;

    /** As the database has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
