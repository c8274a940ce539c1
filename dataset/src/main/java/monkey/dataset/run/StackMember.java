package monkey.dataset.run;

/**
 * One distribution of a stack, with all that is needed to install exactly it.
 *
 * @param sha256 or null where the index does not say
 */
public record StackMember(
        long distributionId,
        String packageName,
        String version,
        String indexUrl,
        String filename,
        String url,
        String sha256) {

    /** {@code name==version}. */
    public String pin() {
        return packageName + "==" + version;
    }
}
