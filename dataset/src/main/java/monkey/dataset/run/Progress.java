package monkey.dataset.run;

/**
 * How many of a run's inspections wait, are being run (by this or another process), and have ended.
 *
 * @param reused of those that have ended: how many had when the run asked for them
 */
public record Progress(long planned, long started, long ended, long reused) {
    public boolean isOver() {
        return planned == 0 && started == 0;
    }

    /** Whether the run has asked for nothing. */
    public boolean isEmpty() {
        return isOver() && ended == 0;
    }

    /** How many the run has made itself. */
    public long made() {
        return ended - reused;
    }
}
