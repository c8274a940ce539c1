package monkey.jobs.messages;

/**
 * A version has no security indicators yet. Sent by whoever finds that out. Handled by the investigator, which schedules their
 * computation.
 */
public record SIUnanalyzedPackage(String packageName, String packageVersion, String indexUrl, BaseFields base)
        implements Message {
    public SIUnanalyzedPackage(String packageName, String packageVersion, String indexUrl) {
        this(packageName, packageVersion, indexUrl, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
