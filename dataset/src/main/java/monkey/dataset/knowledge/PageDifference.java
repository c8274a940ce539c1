package monkey.dataset.knowledge;

import java.util.List;

/** How a page differs from what was known of it. Of a package that nobody had asked for before, nothing differs. */
public sealed interface PageDifference {
    String packageName();

    String indexUrl();

    /** A version that was not there, or not there any more. */
    record Released(String packageName, String indexUrl, String version) implements PageDifference {}

    /** A version that was there. */
    record Gone(String packageName, String indexUrl, String version) implements PageDifference {}

    /** The index had the package, and does not any more. */
    record PackageGone(String packageName, String indexUrl) implements PageDifference {}

    /**
     * The files of a version that is there as before.
     *
     * @param gone SHA-256 of files that were known
     * @param added SHA-256 of files that were not
     */
    record FilesChanged(String packageName, String indexUrl, String version, List<String> gone, List<String> added)
            implements PageDifference {}
}
