package monkey.jobs.choose;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.client.StackStream;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;

/**
 * The stacks that a strategy chooses, as they come from the resolver.
 *
 * <p>A cover is of combinations, and a version that is possible only by itself, because it requires nothing and nothing else
 * is wanted beside it, is in no combination: old releases of a package that once had no requirements are such. A cover that
 * has come to its end is therefore followed by stacks for the versions that none of its rows has shown: of the rows that
 * show each version once, those with a version that is still unseen. A cover that will not come to its end begins with stacks
 * for the packages that requirements name ({@link NamedFirst}). Same request, same stacks. Not for several threads.
 */
public final class ChosenStacks implements AutoCloseable {
    private final ResolverProcess resolver;
    private final Request request;
    private final IntPredicate isVersion;
    private final List<int[]> named;
    private final StackStream chosen;
    private final BitSet seen = new BitSet();
    private StackStream alone;
    private Ending ending;
    private String note = "";
    private long count;
    /** Pairs of versions in stacks shown so far; kept where the resolver does not know of all of those. */
    private final Set<Long> pairs = new HashSet<>();

    /**
     * @param resolver which holds this graph
     * @param isVersion whether an id is a package version; an extra is none of its own
     */
    public ChosenStacks(ResolverProcess resolver, Graph graph, Request request, IntPredicate isVersion) {
        this.resolver = resolver;
        this.request = request;
        this.isVersion = isVersion;
        this.named = NamedFirst.rows(resolver, request, graph);
        this.chosen = resolver.stacks(request);
    }

    /** The next stack, ids ascending; null after the last. */
    public int[] next() {
        if (ending != null) {
            return null;
        }
        if (count < named.size()) {
            return shown(named.get((int) count));
        }
        if (!named.isEmpty() && count == request.limit()) {
            endAtTheLimit();
            return null;
        }
        int[] next = alone == null ? chosenButNotNamed() : unseen();
        if (next == null && alone == null) {
            // Kept before the next question: the process remembers one answer.
            note = named.isEmpty() ? chosen.note() : corrected(chosen.note());
        }
        if (next == null && alone == null && mayLeaveSomeUnseen()) {
            alone = resolver.stacks(request.withStrength(1).withLimit(Request.NO_LIMIT));
            next = unseen();
        }
        if (next == null) {
            ending = (alone == null ? chosen : alone).ending();
            return null;
        }
        if (alone != null && count == request.limit()) {
            ending = Ending.LIMIT;
            return null;
        }
        return shown(next);
    }

    private int[] shown(int[] stack) {
        count++;
        for (int i = 0; i < stack.length; i++) {
            seen.set(stack[i]);
            for (int k = i + 1; k < stack.length && !named.isEmpty(); k++) {
                if (isVersion.test(stack[i]) && isVersion.test(stack[k])) {
                    pairs.add((long) stack[i] << 32 | stack[k]);
                }
            }
        }
        return stack;
    }

    /** What the resolver has to say comes after its last stack, shown or not. */
    private void endAtTheLimit() {
        boolean more = false;
        while (chosenButNotNamed() != null) {
            more = true;
        }
        note = corrected(chosen.note());
        ending = more ? Ending.LIMIT : chosen.ending();
    }

    private int[] chosenButNotNamed() {
        int[] next = chosen.next();
        while (next != null && isNamed(next)) {
            next = chosen.next();
        }
        return next;
    }

    private boolean isNamed(int[] stack) {
        return named.stream().anyMatch(one -> Arrays.equals(one, stack));
    }

    /** With the pairs of all stacks in place of those that its own hold. */
    private String corrected(String said) {
        return said.replaceFirst("cover \\d+ of", "cover " + pairs.size() + " of");
    }

    /** How it ended; to be asked after the last stack. */
    public Ending ending() {
        return ending;
    }

    /** What the resolver said of the strategy's own stacks; to be asked after the last stack. */
    public String note() {
        return note;
    }

    private boolean mayLeaveSomeUnseen() {
        return request.strategy() == Strategy.COVER && request.strength() > 1 && chosen.ending() == Ending.COMPLETE;
    }

    private int[] unseen() {
        for (int[] row; (row = alone.next()) != null; ) {
            if (Arrays.stream(row).anyMatch(id -> isVersion.test(id) && !seen.get(id))) {
                return row;
            }
        }
        return null;
    }

    @Override
    public void close() {
        chosen.close();
        if (alone != null) {
            alone.close();
        }
    }
}
