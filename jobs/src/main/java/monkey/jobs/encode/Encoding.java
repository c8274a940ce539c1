package monkey.jobs.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import monkey.jobs.reach.LeftOut;
import monkey.jobs.reach.Need;
import monkey.jobs.reach.Reach;
import monkey.resolver.graph.Graph;

/**
 * A stack space as a graph of integers, with everything needed to read its answers. Packages are types in order of names,
 * {@code name[extra]} a type of its own right behind; versions are ids, oldest first within a type. Direct dependencies and
 * pairs come in the order in which requirements are written, because an installer's order of work follows it. Equal
 * knowledge gives the same graph, to the byte.
 *
 * <p>Where the root itself asks for something that nothing meets, a place holder stands for it: a direct id of a type of
 * its own, broken, without version. Immutable.
 */
public final class Encoding {

    private final Graph graph;
    private final List<Member> members;
    private final List<BrokenRequirement> broken;
    private final List<LeftOut> leftOut;
    private final Reach reach;
    private final int[] ranks;

    Encoding(
            Graph graph,
            List<Member> members,
            int[] ranks,
            List<BrokenRequirement> broken,
            List<LeftOut> leftOut,
            Reach reach) {
        this.graph = graph;
        this.members = List.copyOf(members);
        this.ranks = ranks;
        this.broken = List.copyOf(broken);
        this.leftOut = List.copyOf(leftOut);
        this.reach = reach;
    }

    public Graph graph() {
        return graph;
    }

    public Member member(int id) {
        return members.get(id);
    }

    /** By id. */
    public List<Member> members() {
        return members;
    }

    /** The package versions of a stack the resolver gave, by name. */
    public List<Member> stack(int[] ids) {
        List<Member> stack = new ArrayList<>(ids.length);
        for (int id : ids) {
            if (member(id).isPackageVersion()) {
                stack.add(member(id));
            }
        }
        stack.sort(Comparator.comparing(Member::packageName));
        return stack;
    }

    /** Needs that nothing meets, by the id that has them. */
    public List<BrokenRequirement> broken() {
        return broken;
    }

    /** What was not considered, and why; versions with a requirement that nothing meets among them. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    /** What the root needs, in the order written. */
    public List<Need> root() {
        return reach.root();
    }

    /** What an id needs, in the order written: the requirements behind its pairs. */
    public List<Need> needs(int id) {
        Member member = member(id);
        return member.distribution().isEmpty()
                ? List.of()
                : reach.packages().get(member.packageName()).needs(ranks[id], member.extra());
    }

    /** The requirement lines by which an id, or the root with -1, asks for a package; empty if it does not. */
    public Optional<Need> need(int id, String packageName) {
        return (id < 0 ? root() : needs(id))
                .stream().filter(need -> need.packageName().equals(packageName)).findFirst();
    }

    /** How many packages have a version that nothing it requires itself keeps out of every stack. */
    public int packageCount() {
        return (int)
                meetable().mapToObj(id -> member(id).packageName()).distinct().count();
    }

    /** How many package versions have only requirements that something meets. */
    public int versionCount() {
        return (int) meetable().count();
    }

    private IntStream meetable() {
        BitSet unmeetable = new BitSet();
        broken.forEach(requirement -> unmeetable.set(requirement.id()));
        return IntStream.range(0, members.size()).filter(id -> member(id).isPackageVersion() && !unmeetable.get(id));
    }
}
