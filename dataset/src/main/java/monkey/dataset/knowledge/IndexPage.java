package monkey.dataset.knowledge;

import java.time.Instant;

/**
 * That an index was asked for a package, when, and whether it has it.
 *
 * @param indexUrl the index as it was asked, without credentials
 * @param packageName normalized (PEP 503)
 * @param present false when the index has no such package
 * @param etag to ask again with, or null
 * @param fetchedAt when the index last confirmed this, by a page or by "not modified"
 */
public record IndexPage(String indexUrl, String packageName, boolean present, String etag, Instant fetchedAt) {}
