package monkey.jobs.learn;

/** A requirement of the root that cannot be met whatever else is chosen: a mistake in the input, not a failure. */
public final class UnmeetableRootException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String requirement;

    UnmeetableRootException(String requirement, String message) {
        super(message);
        this.requirement = requirement;
    }

    /** The requirement as it was written. */
    public String requirement() {
        return requirement;
    }
}
