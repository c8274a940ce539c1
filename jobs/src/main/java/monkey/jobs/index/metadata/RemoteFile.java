package monkey.jobs.index.metadata;

import java.net.URI;
import java.util.Optional;

/**
 * A distribution whose core metadata is wanted.
 *
 * @param sha256 what the whole file must hash to, where the index says
 * @param size in bytes, where the index says
 * @param metadataOffered the index says that the metadata lies beside the file; where it says nothing it may still
 * @param metadataSha256 what the metadata beside the file must hash to, where known
 */
public record RemoteFile(
        URI address,
        String filename,
        Optional<String> sha256,
        Optional<Long> size,
        boolean metadataOffered,
        Optional<String> metadataSha256) {}
