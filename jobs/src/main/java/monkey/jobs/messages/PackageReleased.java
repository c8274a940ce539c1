package monkey.jobs.messages;

/**
 * An index has a version that it did not have before. Sent by the scheduled look at the indexes for packages that are known.
 * Handled by the investigator, which schedules solvers for it.
 */
public record PackageReleased(String packageName, String packageVersion, String indexUrl, BaseFields base)
        implements Message {
    public PackageReleased(String packageName, String packageVersion, String indexUrl) {
        this(packageName, packageVersion, indexUrl, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
