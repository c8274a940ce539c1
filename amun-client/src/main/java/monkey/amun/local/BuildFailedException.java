package monkey.amun.local;

/** A source distribution could not be built; the message is the installer's. */
public final class BuildFailedException extends java.io.IOException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    BuildFailedException(String log, boolean passing) {
        super(log);
        this.passing = passing;
    }

    /** Whether the failure was not the distribution's, such as an index out of reach: it is worth trying again. */
    public boolean isPassing() {
        return passing;
    }
}
