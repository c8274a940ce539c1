package monkey.jobs.explain;

/** When a search ends before it has found all there is, and how far it is. Called on the search's own thread. */
public interface SearchEnd {
    /** Whether somebody wished for an end: then nothing is recorded, and a later search goes on. Asked often. */
    boolean isWished();

    /** Whether time is up, so that what is known by then is recorded. Asked often. */
    boolean isDue();

    /** Asked once after a wish: whether probes that could go on without us are to be stopped too. */
    boolean isForEverything();

    /** By now it has run so many probes itself. */
    default void probed(int probes) {}

    /** After a wish: so many probes go on without us. */
    void left(int probes);

    /** Has this run when an end is wished for, on whichever thread that is. */
    void whenWished(Runnable wake);
}
