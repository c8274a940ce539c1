package monkey.dataset.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.postgres.CopyText;
import org.jdbi.v3.core.Handle;

/** Stores what was learnt about distributions; metadata that is known already is found again by its digest. */
final class MetadataWriter {
    private static final String STAGING = """
            create temporary table if not exists staged_learnt (
                distribution_id bigint, digest text, problem text, learnt_at timestamptz
            ) on commit delete rows;
            create temporary table if not exists staged_metadata (
                digest text, requires_python text, extras text[]
            ) on commit delete rows;
            create temporary table if not exists staged_requirement (
                digest text, position integer, line text, package text, extras text[], specifier text, url text,
                marker text, gates text[]
            ) on commit delete rows
            """;

    private static final List<String> MERGE =
            List.of("analyze staged_learnt, staged_metadata, staged_requirement", """
            with added as (
                insert into core_metadata (digest, requires_python, extras)
                select digest, requires_python, extras from staged_metadata s
                where not exists (select from core_metadata m where m.digest = s.digest)
                returning id, digest
            )
            insert into requirement (core_metadata_id, position, line, package, extras, specifier, url, marker, gates)
            select a.id, s.position, s.line, s.package, s.extras, s.specifier, s.url, s.marker, s.gates
            from added a join staged_requirement s using (digest)
            """, """
            update distribution d
            set core_metadata_id = m.id, metadata_problem = s.problem, learnt_at = s.learnt_at
            from staged_learnt s left join core_metadata m using (digest)
            where d.id = s.distribution_id
            """);

    private MetadataWriter() {}

    static void write(Handle handle, Collection<LearntMetadata> results) {
        if (results.isEmpty()) {
            return;
        }
        WritersLock.take(handle); // so that nobody adds the same metadata between our look and our insert
        handle.createScript(STAGING).execute();
        Map<String, CoreMetadata> byDigest = copyLearnt(handle, results);
        copyMetadata(handle, byDigest);
        copyRequirements(handle, byDigest);
        MERGE.forEach(handle::execute);
    }

    private static Map<String, CoreMetadata> copyLearnt(Handle handle, Collection<LearntMetadata> results) {
        Map<Long, LearntMetadata> last = new HashMap<>();
        results.forEach(result -> last.put(result.distributionId(), result));
        Map<CoreMetadata, String> digests = new HashMap<>();
        Map<String, CoreMetadata> byDigest = new HashMap<>();
        try (CopyText rows = CopyText.into(handle, "staged_learnt", "distribution_id, digest, problem, learnt_at")) {
            for (LearntMetadata result : last.values()) {
                String digest = result.metadata() == null
                        ? null
                        : digests.computeIfAbsent(result.metadata(), CoreMetadata::digest);
                if (digest != null) {
                    byDigest.put(digest, result.metadata());
                }
                rows.number(result.distributionId()).text(digest).text(result.problem());
                rows.time(result.learntAt()).endRow();
            }
            rows.end();
        }
        return byDigest;
    }

    private static void copyMetadata(Handle handle, Map<String, CoreMetadata> byDigest) {
        try (CopyText rows = CopyText.into(handle, "staged_metadata", "digest, requires_python, extras")) {
            for (Map.Entry<String, CoreMetadata> entry : byDigest.entrySet()) {
                CoreMetadata metadata = entry.getValue();
                rows.text(entry.getKey()).text(metadata.requiresPython());
                rows.texts(metadata.extras()).endRow();
            }
            rows.end();
        }
    }

    private static void copyRequirements(Handle handle, Map<String, CoreMetadata> byDigest) {
        try (CopyText rows = CopyText.into(
                handle,
                "staged_requirement",
                "digest, position, line, package, extras, specifier, url, marker, gates")) {
            for (Map.Entry<String, CoreMetadata> entry : byDigest.entrySet()) {
                int position = 0;
                for (StatedRequirement requirement : entry.getValue().requirements()) {
                    rows.text(entry.getKey()).number(position++).text(requirement.line());
                    rows.text(requirement.packageName()).texts(requirement.extras());
                    rows.text(requirement.specifier()).text(requirement.url()).text(requirement.marker());
                    rows.texts(requirement.gates()).endRow();
                }
            }
            rows.end();
        }
    }
}
