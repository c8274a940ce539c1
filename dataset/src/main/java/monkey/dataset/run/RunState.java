package monkey.dataset.run;

import java.util.Locale;

public enum RunState {
    RUNNING,
    /** Everything that was asked for has ended, or the budget has. */
    COMPLETE,
    /** The user stopped it; the same command goes on. */
    STOPPED,
    /** The run itself failed; its message says why. */
    FAILED;

    /** As the database has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
