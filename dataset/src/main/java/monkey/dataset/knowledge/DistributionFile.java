package monkey.dataset.knowledge;

import java.time.Instant;

/**
 * What an index's page says about one file.
 *
 * @param version normalized (PEP 440); of all that the page lists, equal versions are one package version
 * @param url where the file is, without credentials
 * @param sha256 64 hexadecimal digits, or null where the index does not say
 * @param sizeBytes or null where the index does not say
 * @param uploadedAt or null where the index does not say
 * @param requiresPython as the page has it, or null
 * @param yankedReason or null; an empty reason is none
 * @param metadataOffered the index says that it serves the file's core metadata by itself (PEP 658)
 */
public record DistributionFile(
        String version,
        String filename,
        DistributionKind kind,
        String url,
        String sha256,
        Long sizeBytes,
        Instant uploadedAt,
        String requiresPython,
        boolean yanked,
        String yankedReason,
        WheelTags tags,
        boolean metadataOffered) {}
