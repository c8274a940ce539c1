package monkey.amun.argo;

/**
 * One thing that was looked at on a cluster.
 *
 * @param subject such as {@code token}
 * @param what is there; or what is not, and what to do
 */
public record ClusterFinding(String subject, Health health, String what) {
    /** How well it is. */
    public enum Health {
        OK,
        /** Inspections run without it, at a cost. */
        LACKS,
        /** No inspection can run until this is put right. */
        BROKEN
    }

    static ClusterFinding ok(String subject, String what) {
        return new ClusterFinding(subject, Health.OK, what);
    }

    static ClusterFinding lacks(String subject, String what) {
        return new ClusterFinding(subject, Health.LACKS, what);
    }

    static ClusterFinding broken(String subject, String what) {
        return new ClusterFinding(subject, Health.BROKEN, what);
    }
}
