package monkey.reports.causes;

/** No further probe can be run; what was found until here stands. */
final class ProbesSpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProbesSpentException() {
        super("no probes are left", null, false, false);
    }
}
