package monkey.dataset.knowledge;

import java.util.List;

/**
 * All that is known of a package.
 *
 * @param pages one for each index that was asked for it; empty when none was
 * @param versions of all indexes, in no particular order
 */
public record KnownPackage(String name, List<IndexPage> pages, List<PackageVersion> versions) {
    public KnownPackage {
        pages = List.copyOf(pages);
        versions = List.copyOf(versions);
    }
}
