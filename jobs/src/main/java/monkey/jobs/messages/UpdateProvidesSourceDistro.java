package monkey.jobs.messages;

/**
 * Whether a version has a source distribution turned out. Sent by the computation of security indicators, which reads sources.
 * Handled by the investigator, which keeps it as a flag.
 *
 * @param value whether it has one
 */
public record UpdateProvidesSourceDistro(
        String packageName, String packageVersion, String indexUrl, boolean value, BaseFields base) implements Message {
    public UpdateProvidesSourceDistro(String packageName, String packageVersion, String indexUrl, boolean value) {
        this(packageName, packageVersion, indexUrl, value, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
