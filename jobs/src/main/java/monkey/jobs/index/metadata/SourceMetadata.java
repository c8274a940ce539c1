package monkey.jobs.index.metadata;

import java.io.IOException;

/** A way to learn the core metadata of a source distribution. Implementations are safe for several threads. */
@FunctionalInterface
public interface SourceMetadata {

    /**
     * @throws MetadataException if this way does not lead there, or the distribution is at fault
     * @throws IOException if the index could not be asked
     */
    byte[] read(RemoteFile source) throws IOException;

    /** Tries another way (a build, say) where this one finds that it cannot tell. */
    default SourceMetadata orElse(SourceMetadata other) {
        return source -> {
            try {
                return read(source);
            } catch (MetadataException untold) {
                return other.read(source);
            }
        };
    }
}
