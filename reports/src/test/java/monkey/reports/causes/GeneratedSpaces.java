package monkey.reports.causes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Spaces as package metadata makes them: a version of one package asks for a range of another, and some come with a choice. */
final class GeneratedSpaces {
    private static final int MOST = 60_000;
    private static final int LISTED = 12_000;

    private GeneratedSpaces() {}

    /** Packages, and the stacks that are possible of them. */
    record Generated(List<PackageCandidates> packages, ListedSpace space) {}

    static Generated of(long seed) {
        for (long attempt = 0; ; attempt++) {
            Random random = new Random(seed * 1_000_003 + attempt);
            Generated generated = of(random);
            if (generated != null) {
                return generated;
            }
        }
    }

    private static Generated of(Random random) {
        int packages = 3 + random.nextInt(4);
        int[] versions =
                IntStream.range(0, packages).map(p -> 2 + random.nextInt(11)).toArray();
        if (IntStream.of(versions).asLongStream().reduce(1, (a, b) -> a * b) > MOST) {
            return null;
        }
        // lowest[p][v][q], highest[p][v][q]: what version v of p asks of q.
        int[][][] lowest = new int[packages][][];
        int[][][] highest = new int[packages][][];
        boolean[] optional = new boolean[packages];
        int[] parent = new int[packages];
        int[] since = new int[packages];
        for (int p = 0; p < packages; p++) {
            lowest[p] = new int[versions[p]][packages];
            highest[p] = new int[versions[p]][packages];
            for (int q = 0; q < packages; q++) {
                boolean asks = q != p && random.nextInt(5) == 0;
                for (int v = 0; v < versions[p]; v++) {
                    int shift = asks ? v * versions[q] / versions[p] : 0;
                    lowest[p][v][q] = asks ? Math.max(0, shift - versions[q] / 2) : 0;
                    highest[p][v][q] = asks && random.nextInt(3) > 0
                            ? Math.min(versions[q] - 1, shift + versions[q] / 2 + 1)
                            : versions[q] - 1;
                }
            }
            // Some packages come only with newer versions of another.
            optional[p] = p > 1 && random.nextInt(6) == 0;
            parent[p] = p == 0 ? 0 : random.nextInt(Math.min(p, 2));
            since[p] = 1 + random.nextInt(versions[parent[p]]);
        }
        List<StackPoint> stacks = new ArrayList<>();
        int[] stack = new int[packages];
        list(0, stack, stacks, versions, lowest, highest, optional, parent, since);
        if (stacks.size() < 30 || stacks.size() > LISTED) {
            return null;
        }
        List<PackageCandidates> candidates = IntStream.range(0, packages)
                .mapToObj(p -> new PackageCandidates(
                        "p" + p,
                        IntStream.range(0, versions[p]).mapToObj(v -> v + ".0").toList()))
                .toList();
        return new Generated(candidates, new ListedSpace(stacks));
    }

    private static void list(
            int p,
            int[] stack,
            List<StackPoint> stacks,
            int[] versions,
            int[][][] lowest,
            int[][][] highest,
            boolean[] optional,
            int[] parent,
            int[] since) {
        if (p == stack.length) {
            stacks.add(new StackPoint(stack));
            return;
        }
        if (optional[p] && stack[parent[p]] < since[p]) {
            stack[p] = StackPoint.ABSENT;
            list(p + 1, stack, stacks, versions, lowest, highest, optional, parent, since);
            return;
        }
        for (int v = 0; v < versions[p]; v++) {
            boolean allowed = true;
            for (int q = 0; q < p && allowed; q++) {
                allowed = stack[q] == StackPoint.ABSENT
                        || stack[q] >= lowest[p][v][q]
                                && stack[q] <= highest[p][v][q]
                                && v >= lowest[q][stack[q]][p]
                                && v <= highest[q][stack[q]][p];
            }
            if (allowed) {
                stack[p] = v;
                list(p + 1, stack, stacks, versions, lowest, highest, optional, parent, since);
            }
        }
    }
}
