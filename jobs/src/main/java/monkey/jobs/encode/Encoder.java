package monkey.jobs.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import monkey.jobs.reach.LeftOut;
import monkey.jobs.reach.Need;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.ReachedPackage;
import monkey.jobs.reach.Reason;
import monkey.resolver.graph.GraphBuilder;

/**
 * Makes a graph of what a root reaches.
 *
 * <p>Idea: a package version is an id, its package a type. Each need of a version becomes pairs to the ids that meet it, or
 * makes the id broken if there are none. An extra becomes a type {@code name[extra]} with an id for each version of which
 * it is asked for; that id needs the same version of {@code name} and what the extra adds. So whoever asks for
 * {@code name[extra]} gets both at the same version, and a stack of the graph is a stack of packages: which extras are in
 * it follows from its versions, so none is counted twice.
 *
 * <p>Cost: one visit to each reached version and one step for each pair.
 */
public final class Encoder {

    private final Reach reach;
    private final GraphBuilder graph = new GraphBuilder();
    private final List<Member> members = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();
    private final List<BrokenRequirement> broken = new ArrayList<>();
    private final Map<String, int[]> ids = new HashMap<>();
    private int types;

    private Encoder(Reach reach) {
        this.reach = reach;
    }

    /** What is not known counts as not there: to be exact, ask with a {@linkplain Reach#isComplete complete} reach. */
    public static Encoding encode(Reach reach) {
        return new Encoder(reach).encode();
    }

    private Encoding encode() {
        for (ReachedPackage reached : reach.packages().values()) {
            number(reached, "", reached.usable());
            SortedMap<String, BitSet> byExtra = reached.usableByExtra();
            byExtra.forEach((extra, usable) -> number(reached, extra, usable));
        }
        for (Need need : reach.root()) {
            BitSet meeting = reach.meeting(need, "", -1);
            if (meeting.isEmpty()) {
                holdPlace(need);
            } else {
                connect(need, meeting, id -> graph.direct(id));
            }
        }
        int count = members.size();
        for (int id = 0; id < count; id++) {
            if (members.get(id).distribution().isPresent()) {
                connect(id);
            }
        }
        List<LeftOut> leftOut = new ArrayList<>(reach.leftOut());
        whyBroken().forEach((id, why) -> {
            Member member = members.get(id);
            if (member.isPackageVersion()) {
                leftOut.add(new LeftOut(member.packageName(), member.version(), Reason.BROKEN_REQUIREMENT, why));
            }
        });
        int[] rankOfId = ranks.stream().mapToInt(Integer::intValue).toArray();
        return new Encoding(graph.build(), members, rankOfId, broken, leftOut, reach);
    }

    /** A version is left out once, however many of its requirements nothing meets. */
    private SortedMap<Integer, String> whyBroken() {
        SortedMap<Integer, String> why = new TreeMap<>();
        broken.forEach(
                requirement -> why.merge(requirement.id(), requirement.why(), (one, other) -> one + "; " + other));
        return why;
    }

    private void number(ReachedPackage reached, String extra, BitSet usable) {
        int type = types++;
        int[] idOfRank = new int[usable.length()];
        for (int rank = usable.nextSetBit(0); rank >= 0; rank = usable.nextSetBit(rank + 1)) {
            idOfRank[rank] = members.size();
            graph.type(type);
            ranks.add(rank);
            members.add(new Member(
                    reached.name(),
                    extra,
                    reached.spelling(rank),
                    reached.index(rank),
                    Optional.of(reached.distribution(rank))));
        }
        ids.put(key(reached.name(), extra), idOfRank);
    }

    /** Nothing meets what the root asks: a broken id says so, because a type without ids asks for nothing. */
    private void holdPlace(Need need) {
        int id = members.size();
        graph.type(types++).direct(id).broken(id);
        ranks.add(-1);
        members.add(new Member(need.packageName(), "", "", "", Optional.empty()));
        broken.add(new BrokenRequirement(id, need.packageName(), lines(need), reach.obstacle(need)));
    }

    private void connect(int id) {
        Member member = members.get(id);
        int rank = ranks.get(id);
        ReachedPackage reached = reach.packages().get(member.packageName());
        if (!member.extra().isEmpty()) {
            graph.pair(id, ids.get(key(member.packageName(), ""))[rank]);
        }
        for (Need need : reached.needs(rank, member.extra())) {
            BitSet meeting = reach.meeting(need, member.packageName(), rank);
            if (meeting.isEmpty()) {
                graph.broken(id);
                broken.add(new BrokenRequirement(id, need.packageName(), lines(need), reach.obstacle(need)));
            } else {
                connect(need, meeting, target -> {
                    if (target != id) {
                        graph.pair(id, target);
                    }
                });
            }
        }
    }

    private interface Link {
        void to(int id);
    }

    private void connect(Need need, BitSet meeting, Link link) {
        connect(ids.get(key(need.packageName(), "")), meeting, link);
        for (String extra : need.extras()) {
            connect(ids.get(key(need.packageName(), extra)), meeting, link);
        }
    }

    private static void connect(int[] idOfRank, BitSet meeting, Link link) {
        for (int rank = meeting.nextSetBit(0); rank >= 0; rank = meeting.nextSetBit(rank + 1)) {
            link.to(idOfRank[rank]);
        }
    }

    private static List<String> lines(Need need) {
        return need.lines().stream().map(Need.Line::text).toList();
    }

    private static String key(String packageName, String extra) {
        return packageName + "[" + extra;
    }
}
