package monkey.jobs.batch;

/** Is told how far a run is, to show it to whoever waits. Called from several threads. */
public interface RunWatcher {
    /** @param total 0 where it is not known */
    void at(String what, long done, long total);

    /** Something that happens once. */
    void note(String line);
}
