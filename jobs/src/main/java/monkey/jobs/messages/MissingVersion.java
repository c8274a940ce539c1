package monkey.jobs.messages;

/**
 * An index has a version no longer. Sent by the scheduled check of what is known. Handled by the investigator, which flags it: it
 * is never chosen again.
 */
public record MissingVersion(String packageName, String packageVersion, String indexUrl, BaseFields base)
        implements Message {
    public MissingVersion(String packageName, String packageVersion, String indexUrl) {
        this(packageName, packageVersion, indexUrl, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
