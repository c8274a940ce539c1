package monkey.resolver.ending;

/** How long the one who asks is willing to wait. Thread-safe: any thread may cancel. */
public final class Patience {
    private final boolean bounded;
    private final long end;
    private volatile boolean cancelled;

    private final Patience whole;

    private Patience(boolean bounded, long end, Patience whole) {
        this.bounded = bounded;
        this.end = end;
        this.whole = whole;
    }

    public static Patience endless() {
        return new Patience(false, 0, null);
    }

    /** Patience for so many nanoseconds from now. */
    public static Patience ofNanos(long nanos) {
        return new Patience(true, System.nanoTime() + nanos, null);
    }

    /** Patience for half of what is left of this one, which ends at the latest with it; as this one if it is endless. */
    public Patience half() {
        long now = System.nanoTime();
        return bounded ? new Patience(true, now + (end - now) / 2, this) : this;
    }

    /** Whether there is a deadline. */
    public boolean isBounded() {
        return bounded;
    }

    public void cancel() {
        cancelled = true;
    }

    /** Returns the reason to stop now, or null. A volatile read and, if bounded, a look at the clock. */
    public Ending reasonToStop() {
        if (cancelled || whole != null && whole.cancelled) {
            return Ending.CANCELLED;
        }
        return bounded && System.nanoTime() - end >= 0 ? Ending.DEADLINE : null;
    }

    /**
     * To be called every few thousand steps of long work.
     *
     * @throws StoppedException if it is time to stop
     */
    public void check() {
        Ending reason = reasonToStop();
        if (reason != null) {
            throw new StoppedException(reason);
        }
    }
}
