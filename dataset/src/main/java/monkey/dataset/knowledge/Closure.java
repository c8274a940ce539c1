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
 * <p>Cost: for each node, the distributions of the package (by index) and the requirements of their distinct metadata. The
 * planner cannot know that a package has few of either, least of all while the tables are young, and left to itself it reads
 * all distributions again for every node: a hundred times the cost. Hence the fences ({@code offset 0}), which fix the order
 * of the joins, and the ban on reading whole tables. The estimate stays absurdly high, which would have a server that can
 * compile queries do so for longer than the query takes; so that is off too, until the transaction ends.
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
                          cross join lateral (
                              select core_metadata_id, wheel_tags_id from distribution
                              where package_version_id = v.id and core_metadata_id is not null and not missing
                              offset 0
                          ) as d
                          where v.package = reached.package and %s
                          offset 0) as stated
                    cross join lateral (
                        select package, extras, gates from requirement
                        where core_metadata_id = stated.core_metadata_id
                        offset 0
                    ) as q
                    cross join lateral unnest(array_append(q.extras, '')) as asked (extra)
                    where case reached.extra when '' then q.gates = '{}' else reached.extra = any(q.gates) end
                ) as needed
            )
            select distinct package from reached
            """.formatted(KnowledgeReader.MAY_FIT);

    private Closure() {}

    /** The names reached, in no particular order; {@code fitting} are the sets of wheel tags that count. */
    static List<String> of(Handle handle, Collection<RequiredPackage> roots, Collection<Integer> fitting) {
        record Node(String packageName, String extra) {}
        List<Node> nodes = roots.stream()
                .flatMap(root -> Stream.concat(
                        Stream.of(new Node(root.packageName(), "")),
                        root.extras().stream().map(extra -> new Node(root.packageName(), extra))))
                .toList();
        handle.execute("set local enable_seqscan = off; set local jit = off");
        List<String> reached = handle.createQuery(REACHED)
                .bindArray(
                        "packages",
                        String.class,
                        nodes.stream().map(Node::packageName).toList())
                .bindArray(
                        "extras", String.class, nodes.stream().map(Node::extra).toList())
                .bindArray("fitting", Integer.class, fitting)
                .mapTo(String.class)
                .list();
        handle.execute("set local enable_seqscan to default");
        return reached;
    }
}
