package monkey.dataset.learning;

/**
 * What came of looking at the code of a version, for good or for now.
 *
 * @param hasSource whether it is known to have a source distribution; null if nobody has said
 */
public record VersionSecurity(
        String packageName, String version, String indexUrl, Boolean hasSource, SecurityAnalysis analysis) {}
