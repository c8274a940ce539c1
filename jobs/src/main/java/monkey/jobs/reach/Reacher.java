package monkey.jobs.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.knowledge.KnownPackage;
import monkey.dataset.python.Requirement;

/**
 * Finds what a root reaches.
 *
 * <p>Idea: the least set of (package, extra, version) that contains every version the root's needs admit and, with each of
 * its members, every version that the member's needs admit; where one package is needed by several lines of one member,
 * the versions that all of them admit. A version that the root's own requirements on its package leave out is in no stack,
 * so it is not reached either. Versions whose metadata is not known yet are reached, but reach nothing.
 *
 * <p>Invariant: what is reached only grows with what is known of metadata, and depends on nothing but the snapshot; so
 * learning what is unknown and asking again ends, and ends at the same place in whatever order things were learnt.
 *
 * <p>Cost: each (package, extra, version) is visited once; a need costs a few operations on bit sets. What was worked out
 * about a package is kept from one call to the next while the snapshot says the same of it. Not thread-safe.
 */
public final class Reacher {

    private final SpaceRequest request;
    private final CandidateReader reader;
    private final List<Need> root;
    private final Map<String, List<Need.Line>> rootLines = new HashMap<>();
    private final Map<String, Built> built = new HashMap<>();

    private record Built(KnownPackage known, CandidateTable table) {}

    private record Node(ReachedPackage reached, String extra, int rank) {}

    public Reacher(SpaceRequest request) {
        this.request = request;
        this.reader = new CandidateReader(request);
        this.root = root(request);
        root.forEach(need -> rootLines.put(need.packageName(), need.lines()));
    }

    /** What the root needs in the environment: a requirement whose marker is false is none. */
    public static List<Need> root(SpaceRequest request) {
        Map<String, List<Need.Line>> lines = new LinkedHashMap<>();
        for (Requirement requirement : request.requirements()) {
            if (requirement.appliesTo(request.environment().markers())) {
                lines.computeIfAbsent(requirement.name().toString(), name -> new ArrayList<>())
                        .add(new Need.Line(
                                requirement.text(),
                                requirement.specifiers(),
                                requirement.extras(),
                                requirement.url().isPresent()));
            }
        }
        List<Need> needs = new ArrayList<>();
        lines.forEach((name, asked) -> needs.add(Need.of(name, asked)));
        return needs;
    }

    /**
     * @param fresh whether a page may be relied on; others are reported as unknown, and made use of nevertheless
     */
    public Reach reach(KnowledgeSnapshot snapshot, Predicate<IndexPage> fresh) {
        return new Walk(snapshot, fresh).walk();
    }

    static BitSet meeting(CandidateTable target, Need need, String asking, int rank) {
        if (!need.packageName().equals(asking)) {
            return target.meeting(need);
        }
        BitSet itself = new BitSet();
        itself.set(
                rank,
                need.lines().stream().allMatch(line -> target.inRange(line).get(rank)));
        return itself;
    }

    /** One walk from the root over one snapshot. */
    private final class Walk {
        private final KnowledgeSnapshot snapshot;
        private final Predicate<IndexPage> fresh;
        private final SortedMap<String, ReachedPackage> packages = new TreeMap<>();
        private final List<Reach.UnknownPage> unknownPages = new ArrayList<>();
        private final List<Reach.UnlearntDistribution> unlearnt = new ArrayList<>();
        private final SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        private final Deque<Node> open = new ArrayDeque<>();

        Walk(KnowledgeSnapshot snapshot, Predicate<IndexPage> fresh) {
            this.snapshot = snapshot;
            this.fresh = fresh;
        }

        Reach walk() {
            for (Need need : root) {
                follow(need, "", -1);
            }
            for (Node node = open.poll(); node != null; node = open.poll()) {
                CandidateTable table = node.reached().table();
                Candidate candidate = table.candidate(node.rank());
                if (candidate.state() instanceof Candidate.Usable usable) {
                    for (Need need : usable.needs().of(node.extra())) {
                        follow(need, table.packageName(), node.rank());
                    }
                } else if (candidate.state() instanceof Candidate.Unlearnt missing
                        && node.extra().isEmpty()) {
                    unlearnt.add(new Reach.UnlearntDistribution(
                            table.packageName(), candidate.index(), missing.distribution()));
                }
            }
            return new Reach(root, packages, unknownPages, unlearnt, wanted);
        }

        private void follow(Need need, String asking, int rank) {
            ReachedPackage target = packages.get(need.packageName());
            if (target == null) {
                target = enter(need.packageName());
                packages.put(need.packageName(), target);
            }
            noteRange(target, need, asking);
            noteWanted(need, asking);
            BitSet meeting = meeting(target.table(), need, asking, rank);
            open(target, "", meeting);
            for (String extra : need.extras()) {
                open(target, extra, meeting);
            }
        }

        private void open(ReachedPackage target, String extra, BitSet meeting) {
            BitSet reached = target.reached(extra);
            for (int rank = meeting.nextSetBit(0); rank >= 0; rank = meeting.nextSetBit(rank + 1)) {
                if (!reached.get(rank)) {
                    reached.set(rank);
                    open.add(new Node(target, extra, rank));
                }
            }
        }

        /** For a package that the root itself asks for, nobody else's range widens the root's. */
        private void noteRange(ReachedPackage target, Need need, String asking) {
            if (asking.isEmpty() || !rootLines.containsKey(need.packageName())) {
                BitSet all = null;
                for (Need.Line line : need.lines()) {
                    BitSet range = target.table().inRange(line);
                    if (all == null) {
                        all = (BitSet) range.clone();
                    } else {
                        all.and(range);
                    }
                }
                target.inRange().or(all);
            }
        }

        /** Of a package that the root asks for, only what the root admits is wanted. */
        private void noteWanted(Need need, String asking) {
            SortedSet<String> alternatives = wanted.get(need.packageName());
            if (alternatives != null && (asking.isEmpty() || !rootLines.containsKey(need.packageName()))) {
                alternatives.add(need.lines().stream()
                        .map(line -> line.specifiers().toString())
                        .filter(specifiers -> !specifiers.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(",")));
            }
        }

        private ReachedPackage enter(String name) {
            KnownPackage known = snapshot.get(name);
            Built before = built.get(name);
            if (before == null || before.known() != known) {
                before = new Built(
                        known, new CandidateTable(known, request, reader, rootLines.getOrDefault(name, List.of())));
                built.put(name, before);
            }
            boolean absent = true;
            for (String index : request.indexes()) {
                IndexPage page = known.pages().stream()
                        .filter(one -> one.indexUrl().equals(index))
                        .findFirst()
                        .orElse(null);
                if (page == null || !fresh.test(page)) {
                    unknownPages.add(new Reach.UnknownPage(name, index));
                    wanted.putIfAbsent(name, new TreeSet<>());
                }
                absent &= page != null && !page.present();
            }
            return new ReachedPackage(before.table(), absent);
        }
    }
}
