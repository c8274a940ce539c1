package monkey.dataset.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import monkey.dataset.postgres.CopyText;
import org.jdbi.v3.core.Handle;

/**
 * Records a chunk of the stacks a run asks for: copied into staging tables, then merged by digest. Rows are inserted in order
 * of digests, so that runs that record the same stacks at once wait for each other instead of blocking each other.
 */
final class StackWriter {
    private static final String STAGING = """
            create temporary table if not exists staged_stack (
                position integer, digest text, inspection_digest text
            ) on commit delete rows;
            create temporary table if not exists staged_member (
                digest text, distribution_id bigint
            ) on commit delete rows
            """;

    private static final String MERGE_STACKS = """
            with added as (
                insert into stack (digest)
                select digest from staged_stack s where not exists (select from stack k where k.digest = s.digest)
                order by digest
                on conflict (digest) do nothing
                returning id, digest
            )
            insert into stack_member (stack_id, distribution_id)
            select a.id, m.distribution_id from added a join staged_member m using (digest)
            """;

    private static final String MERGE_INSPECTIONS = """
            insert into inspection (digest, stack_id, environment_id, specification_id, state)
            select s.inspection_digest, k.id, :environmentId, :specificationId, 'planned'
            from staged_stack s join stack k using (digest)
            where not exists (select from inspection i where i.digest = s.inspection_digest)
            order by s.inspection_digest
            on conflict (digest) do nothing
            """;

    /** An outcome that tells nothing of the stack is forgotten, but only for a run that did not ask for it before. */
    private static final String ASK = """
            with asked as (
                insert into run_inspection (run_id, inspection_id, environment_id, position, reused)
                select :runId, i.id, :environmentId, s.position,
                       i.state = 'ended' and i.outcome not in ('infrastructure', 'cancelled')
                from staged_stack s join inspection i on i.digest = s.inspection_digest
                on conflict (run_id, inspection_id) do nothing
                returning inspection_id
            )
            update inspection i set state = 'planned', outcome = null, attempts = 0
            from asked a
            where i.id = a.inspection_id and i.outcome in ('infrastructure', 'cancelled')
            """;

    private StackWriter() {}

    static void write(
            Handle handle,
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            int firstPosition,
            List<Stack> stacks) {
        if (stacks.isEmpty()) {
            return;
        }
        handle.createScript(STAGING).execute();
        copy(handle, environment, specification, firstPosition, stacks);
        handle.execute("analyze staged_stack, staged_member");
        handle.execute(MERGE_STACKS);
        handle.createUpdate(MERGE_INSPECTIONS)
                .bind("environmentId", environment.id())
                .bind("specificationId", specification.id())
                .execute();
        handle.createUpdate(ASK)
                .bind("runId", runId)
                .bind("environmentId", environment.id())
                .execute();
    }

    private static void copy(
            Handle handle,
            RecordedEnvironment environment,
            RecordedSpecification specification,
            int firstPosition,
            List<Stack> stacks) {
        StringBuilder members = new StringBuilder();
        Set<String> seen = new HashSet<>();
        try (CopyText rows = CopyText.into(handle, "staged_stack", "position, digest, inspection_digest")) {
            for (int i = 0; i < stacks.size(); i++) {
                String digest = stacks.get(i).digest();
                if (seen.add(digest)) {
                    rows.number(firstPosition + i).text(digest);
                    rows.text(stacks.get(i).inspectionDigest(environment, specification))
                            .endRow();
                }
            }
            rows.end();
        }
        seen.clear();
        try (CopyText rows = CopyText.into(handle, "staged_member", "digest, distribution_id")) {
            for (Stack stack : stacks) {
                String digest = stack.digest();
                if (seen.add(digest)) {
                    for (StackMember member : stack.members()) {
                        rows.text(digest).number(member.distributionId()).endRow();
                    }
                }
            }
            rows.end();
        }
    }
}
