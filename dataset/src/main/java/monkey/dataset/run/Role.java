package monkey.dataset.run;

import java.util.Locale;

/** Why a run asks for an inspection. */
public enum Role {
    /** Its strategy chose the stack. */
    CHOSEN,
    /** A search for a cause, or for what is slower, needed to know. */
    PROBE,
    /** A stack that was chosen already, once more under another name: how much do two measurements of the same differ? */
    CONTROL,
    /** A stack that was measured already, once more beside probes, which are compared with it. */
    ANCHOR;

    /** The word of the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
