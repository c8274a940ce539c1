package monkey.jobs.index.page;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One file on a project's page, as the page describes it.
 *
 * @param filename its name, decoded
 * @param address absolute, without fragment
 * @param sha256 64 hexadecimal digits in lower case; empty if the page gives none
 * @param requiresPython specifiers as written
 * @param yanked the reason, which may be empty; nothing if the file is not yanked
 * @param metadata whether the file's core metadata lies beside it (PEP 658)
 */
public record ProjectFile(
        String filename,
        URI address,
        Optional<String> sha256,
        Optional<Long> size,
        Optional<Instant> uploaded,
        Optional<String> requiresPython,
        Optional<String> yanked,
        Offer metadata) {

    /**
     * @param offered whether the page says that there is a metadata file
     * @param sha256 the metadata file's digest, where the page gives one
     */
    public record Offer(boolean offered, Optional<String> sha256) {
        /** The page is silent; the metadata file may be there nevertheless. */
        public static final Offer UNSAID = new Offer(false, Optional.empty());

        /** Reads the value of the attribute: {@code true}, {@code false}, or {@code algorithm=digest}. */
        static Offer of(String attribute) {
            if (attribute.equalsIgnoreCase("false")) {
                return UNSAID;
            }
            boolean digest = attribute.regionMatches(true, 0, "sha256=", 0, 7) && attribute.length() == 7 + 64;
            return new Offer(true, digest ? Optional.of(attribute.substring(7).toLowerCase()) : Optional.empty());
        }
    }
}
