package monkey.reports.causes;

/** One of the two ends of a range of versions. */
public enum Side {
    OLDER,
    NEWER
}
