package monkey.amun;

/** Where inspections run. Safe for use by several threads. */
public interface Backend extends AutoCloseable {
    /**
     * Takes an inspection on. It waits inside the backend until there is room; a caller who must bound how much waits
     * keeps a window of its own.
     *
     * @throws IllegalArgumentException when this backend can't run it at all, such as a Python that is not here
     */
    Submission submit(InspectionSpecification specification);

    /** Whether inspections can go on when this process is gone; see {@link Submission#leave}. */
    default boolean goesOnWithoutUs() {
        return false;
    }

    /** What this place enforces on a script, and what it can't. */
    Capabilities capabilities();

    /** Cancels what still runs or waits, and leaves nothing behind; where inspections go on without us, leaves them to go on. */
    @Override
    void close();
}
