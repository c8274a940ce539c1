package monkey.dataset.learning;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    /**
     * That a version is gone, as a message says it.
     *
     * @param position the caller's number for it, in the order in which they were said
     * @param said when
     */
    public record Gone(
            int position, String packageName, String version, String indexUrl, Instant said, UUID messageId) {}

    /**
     * As {@link #markMissing}, of many versions that are known by that very spelling, unless a page has listed one since it
     * was said to be gone.
     *
     * @return the positions of those that are known
     */
    public static Set<Integer> markMissing(Handle handle, Collection<Gone> gone, String reason, Instant now) {
        List<Gone> listed = List.copyOf(gone);
        return new HashSet<>(handle.createQuery("""
                        with told as (
                            select r.position, v.id, r.message_id,
                                p.present and p.fetched_at > r.said::timestamptz and not v.missing as back
                            from unnest(:positions, :packages, :versions, :indexes, :said, :messages)
                                as r (position, package, version, url, said, message_id)
                            join package_index i on i.url = r.url
                            join package_version v
                                on v.package_index_id = i.id and v.package = r.package and v.version = r.version
                            left join index_page p on p.package_index_id = i.id and p.package = r.package
                        ), last as (
                            select distinct on (id) id, message_id from told
                            where back is not true order by id, position desc
                        ), flagged as (
                            insert into version_flag (package_version_id, flag, value, reason, message_id, changed_at)
                            select id, 'missing', true, :reason, message_id, :now from last order by id
                            on conflict (package_version_id, flag) do update
                            set value = excluded.value, reason = excluded.reason, message_id = excluded.message_id,
                                changed_at = excluded.changed_at
                        ), marked as (
                            update package_version v set missing = true from last where v.id = last.id and not v.missing
                        )
                        select position from told
                        """)
                .bindArray(
                        "positions",
                        Integer.class,
                        listed.stream().map(Gone::position).toList())
                .bindArray(
                        "packages",
                        String.class,
                        listed.stream().map(Gone::packageName).toList())
                .bindArray(
                        "versions",
                        String.class,
                        listed.stream().map(Gone::version).toList())
                .bindArray(
                        "indexes",
                        String.class,
                        listed.stream().map(Gone::indexUrl).toList())
                .bindArray(
                        "said",
                        String.class,
                        listed.stream().map(one -> one.said().toString()).toList())
                .bindArray(
                        "messages",
                        UUID.class,
                        listed.stream().map(Gone::messageId).toList())
                .bind("reason", reason)
                .bind("now", now)
                .mapTo(Integer.class)
                .list());
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
