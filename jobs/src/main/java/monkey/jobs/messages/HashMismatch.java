package monkey.jobs.messages;

import java.util.List;

/**
 * A version's files are not those that were known. Sent by the scheduled check of what is known. Handled by the investigator, which
 * marks the files that are gone and has the version solved again.
 *
 * @param missingFromSource digests that are known here, and not to the index any more
 * @param missingFromDatabase digests that the index has, and are not known here
 */
public record HashMismatch(
        String packageName,
        String packageVersion,
        String indexUrl,
        List<String> missingFromSource,
        List<String> missingFromDatabase,
        BaseFields base)
        implements Message {
    public HashMismatch(
            String packageName,
            String packageVersion,
            String indexUrl,
            List<String> missingFromSource,
            List<String> missingFromDatabase) {
        this(packageName, packageVersion, indexUrl, missingFromSource, missingFromDatabase, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
