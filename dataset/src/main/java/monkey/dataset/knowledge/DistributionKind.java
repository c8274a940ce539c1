package monkey.dataset.knowledge;

import java.util.Locale;

public enum DistributionKind {
    WHEEL,
    SOURCE;

    /** As the database has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
