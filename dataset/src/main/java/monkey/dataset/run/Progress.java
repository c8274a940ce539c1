package monkey.dataset.run;

/** How many of a run's inspections wait, are being run (by this or another process), and have ended. */
public record Progress(long planned, long started, long ended) {
    public boolean isOver() {
        return planned == 0 && started == 0;
    }
}
