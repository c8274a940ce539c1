package monkey.jobs.choose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.client.StackStream;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;

/**
 * Stacks in which versions of the packages that requirements name meet; all else is as an installer would pick it.
 *
 * <p>What breaks between two packages breaks mostly where an end of the one meets an end of the other: a new release drops what
 * old ones of the other still ask for. Rows that are chosen for how many pairs they hold come there by chance, and then with so
 * much else that is old that something else may fail first. So here only one or two packages are held, and the rest is the newest.
 *
 * <p>{@link #atEnds}: what an installer would pick; with each package at its oldest; then each two at their newest, and one at its
 * newest with the other at its oldest, unless a row has shown that already. Where those are not possible together, the
 * newest has the oldest that goes with it, and the oldest has had the newest. {@link #between}: of each package in turn a version
 * that halves what has not been looked at, so that a range in the middle is met too.
 *
 * <p>Cost: a look by the resolver for each row, for each version at an end that is not possible, and for each two packages whose
 * ends do not go together. Not for several threads.
 */
final class NamedMeetings {
    private final ResolverProcess resolver;
    private final int most;
    /** Of each package, oldest first; those that are possible in no stack among them. */
    private final List<int[]> versions;

    private final List<int[]> rows = new ArrayList<>();

    /** @param most rows there are to be at most */
    NamedMeetings(ResolverProcess resolver, Graph graph, List<Integer> types, int most) {
        this.resolver = resolver;
        this.most = most;
        versions = types.stream()
                .map(type -> IntStream.range(0, graph.directCount())
                        .map(graph::direct)
                        .filter(id -> graph.typeOf(id) == type)
                        .distinct()
                        .sorted()
                        .toArray())
                .toList();
    }

    /** So far, each once. */
    List<int[]> rows() {
        return rows;
    }

    /** Whether it is a new one, and there was room for it. */
    boolean add(int[] row) {
        return !isFull() && rows.stream().noneMatch(one -> Arrays.equals(one, row)) && rows.add(row);
    }

    boolean isFull() {
        return rows.size() >= most;
    }

    void atEnds() {
        Optional<int[]> installed = installed();
        if (installed.isEmpty()) {
            return;
        }
        add(installed.get());
        int[] oldest = versions.stream().mapToInt(this::firstPossible).toArray();
        for (int id : oldest) {
            installed(id).ifPresent(this::add);
        }
        int[] newest = versions.stream()
                .map(NamedMeetings::newestFirst)
                .mapToInt(this::firstPossible)
                .toArray();
        for (int a = 0; a < newest.length; a++) {
            for (int b = 0; b < newest.length && !isFull(); b++) {
                if (a != b) {
                    meet(newest[a], oldest[b], versions.get(b));
                    meet(newest[a], newest[b], newestFirst(versions.get(b)));
                }
            }
        }
    }

    /** Shows both together, or else the first of the other's versions that goes with the one. */
    private void meet(int one, int other, int[] others) {
        if (!haveMet(one, other)) {
            int possible = firstPossible(others, one);
            if (!haveMet(one, possible)) {
                installed(one, possible).ifPresent(this::add);
            }
        }
    }

    private boolean haveMet(int one, int other) {
        return rows.stream()
                .anyMatch(row -> Arrays.binarySearch(row, one) >= 0 && Arrays.binarySearch(row, other) >= 0);
    }

    /** @param until there are so many rows in all */
    void between(int until) {
        int longest = versions.stream().mapToInt(ids -> ids.length).max().orElse(0);
        List<int[]> orders = versions.stream().map(NamedMeetings::halving).toList();
        for (int n = 0; n < longest; n++) {
            for (int[] order : orders) {
                if (rows.size() >= until) {
                    return;
                }
                if (n < order.length) {
                    installed(order[n]).ifPresent(this::add);
                }
            }
        }
    }

    /** The middle of the widest part that has not been looked at, again and again: places in the order of their bits reversed. */
    static int[] halving(int[] ids) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(ids.length);
        return IntStream.range(0, 1 << bits)
                .map(place -> bits == 0 ? 0 : Integer.reverse(place) >>> Integer.SIZE - bits)
                .filter(place -> place < ids.length)
                .map(place -> ids[place])
                .toArray();
    }

    private static int[] newestFirst(int[] ids) {
        return IntStream.range(0, ids.length).map(i -> ids[ids.length - 1 - i]).toArray();
    }

    /** In some stack with the others; -1 if none of them is. */
    private int firstPossible(int[] ids, Integer... others) {
        return Arrays.stream(ids)
                .filter(id -> installed(
                                Stream.concat(Stream.of(others), Stream.of(id)).toArray(Integer[]::new))
                        .isPresent())
                .findFirst()
                .orElse(-1);
    }

    private Optional<int[]> installed(Integer... held) {
        Request latest = Request.stacks(Strategy.LATEST).withRequired(List.of(held));
        try (StackStream stream = resolver.stacks(latest)) {
            return Optional.ofNullable(stream.next()).map(int[]::clone);
        }
    }
}
