package monkey.dataset.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The packages that some roots reach, in one statement.
 *
 * <p>Idea: the nodes are pairs (package, extra), with extra {@code ''} for the package itself. From a node lead the
 * requirements of every version of the package that is learnt and on its page: those without a gate from the package itself,
 * those behind an extra from that extra's node only. A requirement leads to the package it names and to one more node for
 * each extra it asks for. PostgreSQL's recursive query visits every node once (UNION drops what was seen), so cycles end.
 *
 * <p>Cost: for each node, the distributions of the package (by index) and the requirements of their distinct metadata.
 */
final class Closure {
    private static final String REACHED = """
            with recursive reached (package, extra) as (
                select * from unnest(:packages, :extras)
              union
                select needed.package, needed.extra
                from reached
                cross join lateral (
                    select distinct q.package, asked.extra
                    from (select distinct d.core_metadata_id
                          from package_version v
                          join distribution d on d.package_version_id = v.id
                          where v.package = reached.package and d.core_metadata_id is not null and not d.missing
                            and %s) as stated
                    join requirement q on q.core_metadata_id = stated.core_metadata_id
                    cross join lateral unnest(array_append(q.extras, '')) as asked (extra)
                    where case reached.extra when '' then q.gates = '{}' else reached.extra = any(q.gates) end
                ) as needed
            )
            select distinct package from reached
            """.formatted(KnowledgeReader.MAY_FIT);

    private Closure() {}

    static List<String> of(Handle handle, Collection<RequiredPackage> roots, WheelTags accepted) {
        record Node(String packageName, String extra) {}
        List<Node> nodes = roots.stream()
                .flatMap(root -> Stream.concat(
                        Stream.of(new Node(root.packageName(), "")),
                        root.extras().stream().map(extra -> new Node(root.packageName(), extra))))
                .toList();
        return handle.createQuery(REACHED)
                .bindArray(
                        "packages",
                        String.class,
                        nodes.stream().map(Node::packageName).toList())
                .bindArray(
                        "extras", String.class, nodes.stream().map(Node::extra).toList())
                .bindArray("python", String.class, accepted.python())
                .bindArray("abi", String.class, accepted.abi())
                .bindArray("platform", String.class, accepted.platform())
                .mapTo(String.class)
                .list();
    }
}
