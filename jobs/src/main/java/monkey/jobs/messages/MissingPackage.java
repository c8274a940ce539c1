package monkey.jobs.messages;

/**
 * An index has a package no longer. Sent by the scheduled check of what is known. Handled by the investigator, which flags
 * all its versions.
 */
public record MissingPackage(String packageName, String indexUrl, BaseFields base) implements Message {
    public MissingPackage(String packageName, String indexUrl) {
        this(packageName, indexUrl, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
