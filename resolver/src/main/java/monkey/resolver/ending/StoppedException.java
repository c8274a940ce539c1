package monkey.resolver.ending;

/** Work was stopped before it was done. Carries no stack trace: it is an answer, not a defect. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Ending ending;

    public StoppedException(Ending ending) {
        super(ending.word(), null, false, false);
        this.ending = ending;
    }

    public Ending ending() {
        return ending;
    }
}
