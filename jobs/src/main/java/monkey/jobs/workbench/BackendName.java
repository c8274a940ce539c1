package monkey.jobs.workbench;

/** Where inspections can run, by the names that options take. */
public enum BackendName {
    /** Processes of this machine. */
    local,
    /** Workflows of an Argo Server, which {@code monkey.argo.*} names. */
    argo
}
