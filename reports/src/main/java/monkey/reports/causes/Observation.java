package monkey.reports.causes;

/**
 * How one execution of a stack ended.
 *
 * @param signature of a failure; otherwise empty
 */
public record Observation(Kind kind, String signature) {
    public static final Observation PASSED = new Observation(Kind.PASSED, "");
    public static final Observation FLAKY = new Observation(Kind.FLAKY, "");
    public static final Observation NO_EVIDENCE = new Observation(Kind.NO_EVIDENCE, "");
    public static final Observation NOT_RUN = new Observation(Kind.NOT_RUN, "");

    /** What it says. */
    public enum Kind {
        PASSED,
        FAILED,
        /** The items of one execution disagree. */
        FLAKY,
        /** It ended by no fault of the stack's. */
        NO_EVIDENCE,
        /** Nothing more can be run: the search ends here. */
        NOT_RUN
    }

    public static Observation failed(String signature) {
        return new Observation(Kind.FAILED, signature);
    }
}
