package monkey.dataset.knowledge;

import java.util.List;

/**
 * A version of a package on one index.
 *
 * @param version normalized (PEP 440)
 * @param missing it was on the index's page once and is no longer
 * @param otherWheels how many of its wheels were left in the database because their tags cannot fit
 * @param distributions those on the page now: wheels whose tags may fit, and all source distributions
 */
public record PackageVersion(
        long id,
        String packageName,
        String version,
        String indexUrl,
        boolean missing,
        int otherWheels,
        List<Distribution> distributions) {
    public PackageVersion {
        distributions = List.copyOf(distributions);
    }

    PackageVersion with(List<Distribution> distributions) {
        return new PackageVersion(id, packageName, version, indexUrl, missing, otherWheels, distributions);
    }
}
