package monkey.jobs.messages;

/**
 * What a version requires in one runtime environment is known now. Sent by solvers, in the transaction that stored it. Handled
 * by the investigator, which schedules what can follow: security indicators, and the runs that waited for it.
 *
 * @param solver the runtime environment, such as {@code solver-debian-12-py311}
 */
public record SolvedPackage(String packageName, String packageVersion, String indexUrl, String solver, BaseFields base)
        implements Message {
    public SolvedPackage(String packageName, String packageVersion, String indexUrl, String solver) {
        this(packageName, packageVersion, indexUrl, solver, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
