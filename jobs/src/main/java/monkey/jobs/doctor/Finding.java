package monkey.jobs.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject such as {@code python}
 * @param what is there, or is not, and what that costs
 */
public record Finding(String subject, Health health, String what) {
    /** How well it is. */
    public enum Health {
        OK,
        /** It can be done without, at a cost. */
        LACKS,
        /** Nothing can be run until this is put right. */
        BROKEN
    }

    static Finding ok(String subject, String what) {
        return new Finding(subject, Health.OK, what);
    }

    static Finding lacks(String subject, String what) {
        return new Finding(subject, Health.LACKS, what);
    }

    static Finding broken(String subject, String what) {
        return new Finding(subject, Health.BROKEN, what);
    }
}
