package monkey.dataset.learning;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What messages say of versions. Setting a flag that is set already changes nothing but who said so last. All in the
 * caller's transaction.
 */
public final class VersionFlags {
    /** What can be said. */
    public enum Flag {
        /** It is on its index no longer; never chosen again until a page lists it again. */
        MISSING,
        /** It comes with a source distribution. */
        SOURCE_DISTRIBUTION,
        /** Its files on the index are not those that were known. */
        HASH_MISMATCH;

        /** As the database has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private VersionFlags() {}

    /**
     * Sets a flag of a version, or of every version of a package on that index.
     *
     * @param version empty for all
     * @return how many versions of that description are known
     */
    public static int set(
            Handle handle,
            String packageName,
            Optional<String> version,
            String indexUrl,
            Flag flag,
            boolean value,
            String reason,
            Cause cause,
            Instant now) {
        return handle.createUpdate("""
                        insert into version_flag (package_version_id, flag, value, reason, message_id, changed_at)
                        select v.id, :flag, :value, :reason, :messageId, :now
                        from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = :package and i.url = :indexUrl
                          and (:version::text is null or v.version = :version)
                        on conflict (package_version_id, flag) do update
                        set value = excluded.value, reason = excluded.reason, message_id = excluded.message_id,
                            changed_at = excluded.changed_at
                        """)
                .bind("flag", flag.word())
                .bind("value", value)
                .bind("reason", reason)
                .bind("messageId", cause.messageId())
                .bind("now", now)
                .bind("package", packageName)
                .bind("indexUrl", indexUrl)
                .bind("version", version.orElse(null))
                .execute();
    }

    /** Has a version, or every version of a package on that index, never be chosen again until a page lists it. */
    public static int markMissing(
            Handle handle,
            String packageName,
            Optional<String> version,
            String indexUrl,
            String reason,
            Cause cause,
            Instant now) {
        int known = set(handle, packageName, version, indexUrl, Flag.MISSING, true, reason, cause, now);
        handle.createUpdate("""
                        update package_version v set missing = true
                        from package_index i
                        where i.id = v.package_index_id and v.package = :package and i.url = :indexUrl and not v.missing
                          and (:version::text is null or v.version = :version)
                        """)
                .bind("package", packageName)
                .bind("indexUrl", indexUrl)
                .bind("version", version.orElse(null))
                .execute();
        return known;
    }
}
