package monkey.resolver.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Lists the stacks of a network in the order of {@link Walk} without compiling it first. Not thread-safe.
 *
 * <p><b>Idea.</b> A walk over a diagram looks at few of its nodes before the first stack: one for each type of the stack, and
 * of each only its first choice, which can be told without the others. So the diagram is unfolded along that path alone. Only
 * when the walk steps back to a node, and needs its other choices, is that node compiled, from the domains that were
 * left where it was met; what is below it was compiled by then, and is not compiled again. In the end the root is,
 * and all was done once: the first stack comes at once, and nobody pays for a part of the space he never gets to.
 *
 * <p>A node that would take too many states is not compiled, and none above it: the walk goes on to its next choice
 * and unfolds from there. From then on a prober is asked of each part before it is entered, so there is no dead end; before,
 * the first path is tried without, and unfolded anew in the rare case that it ends nowhere. Memory is bounded either way.
 *
 * <p><b>Order.</b> That of a walk over the diagram by {@link Order#ENTANGLED}, as long as no node is too large. It depends on
 * the network alone. <b>Cost.</b> For the first stack a look at the neighbours per type.
 */
public final class Unfolding implements StackCursor {
    /** A node is left uncompiled if it takes so many states that were not met before. */
    private static final long MOST_STATES = 1 << 13;

    /** What was compiled is forgotten when it comes to so many states. */
    private static final int MOST_KEPT = 1 << 16;

    private final Network network;
    private final Patience patience;
    private final long mostStates;
    private final Domains domains;
    private final boolean possible;
    private final Splitting splitting;
    private final Grouping grouping;
    private final int[] rank;
    private final boolean[] anytime;
    private final Choice choice;
    private final Compiler prober;
    private Compiler compiler;
    private boolean probing;

    private long[] lastMet;
    private final List<Part> met = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private boolean started;
    private Walk rest;
    private final int[] stack;
    private int size;
    private int kept;

    /** A part of the network that stands for itself, with the domains at the moment it was met; parts met together share them. */
    private record Part(int[] variables, long[] bits) {}

    /** Parts to be entered, one after the other. */
    private record Pending(Part part, Pending next) {}

    /** A part that was entered: its present choice, and what is pending after it. */
    private static final class Frame {
        final Part part;
        final Pending after;
        final int place;
        int variable;
        long[] groups;
        int group;
        int[] ids;
        int at;
        List<int[]> alternatives = List.of();
        List<Part> parts;
        int alternative;
        boolean tooLarge;

        Frame(Part part, Pending after, int place) {
            this.part = part;
            this.after = after;
            this.place = place;
        }

        /** What is to be entered next. */
        Pending pending() {
            int[] numbers = alternatives.get(alternative);
            Pending list = after;
            for (int i = numbers.length - 1; i >= 0; i--) {
                list = new Pending(parts.get(numbers[i]), list);
            }
            return list;
        }
    }

    public Unfolding(Network network, Patience patience) {
        this(network, patience, MOST_STATES);
    }

    Unfolding(Network network, Patience patience, long mostStates) {
        this.network = network;
        this.patience = patience;
        this.mostStates = mostStates;
        domains = new Domains(network);
        stack = new int[network.variables()];
        anytime = new boolean[network.variables()];
        possible = !network.isEmpty() && domains.start();
        rank = possible ? Orders.separators(network, domains) : new int[0];
        for (int v = 0; possible && v < anytime.length; v++) {
            anytime[v] = domains.founding().isFree(v);
        }
        domains.obligations().allow(anytime);
        splitting = new Splitting(network, domains, new Meeting());
        grouping = new Grouping(network, domains);
        choice = new Choice(network, domains, Order.ENTANGLED, rank, anytime);
        prober = Compiler.prober(network, domains, patience, Compilation.mostWords());
    }

    @Override
    public boolean next() {
        if (!started) {
            started = true;
            return possible && begin();
        }
        if (rest != null) {
            if (rest.next()) {
                kept = rest.kept();
                return true;
            }
            rest = null;
        }
        while (!frames.isEmpty()) {
            Frame frame = frames.get(frames.size() - 1);
            if (!frame.tooLarge) {
                Diagram diagram = compiled(frame);
                if (diagram != null) {
                    frames.remove(frames.size() - 1);
                    rest = Walk.afterFirstChoice(diagram, stack, frame.place);
                    if (rest != null) {
                        kept = frame.place;
                        return true;
                    }
                    continue;
                }
                giveUpCompiling();
            }
            patience.check();
            prober.forgetBeyond(Compilation.mostWords() / 2);
            if (advance(frame)) {
                kept = frame.place;
                return descend(frame.pending());
            }
            frames.remove(frames.size() - 1);
        }
        return false;
    }

    private boolean begin() {
        int[] all = new int[network.variables()];
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
        }
        do {
            frames.clear();
            met.clear();
            List<int[]> roots = splitting.alternatives(all, -1, 0);
            if (!roots.isEmpty()) {
                Pending list = null;
                for (int i = roots.get(0).length - 1; i >= 0; i--) {
                    list = new Pending(met.get(roots.get(0)[i]), list);
                }
                if (descend(list)) {
                    return true;
                }
            }
            probing = !probing;
        } while (probing);
        frames.clear();
        return false;
    }

    /** Enters parts until none is pending. Returns false at a dead end. */
    private boolean descend(Pending first) {
        for (Pending list = first;
                list != null;
                list = frames.get(frames.size() - 1).pending()) {
            Frame frame = new Frame(list.part, list.next, sizeSoFar());
            frames.add(frame);
            enter(frame);
            if (frame.alternatives.isEmpty()) {
                return false;
            }
        }
        size = sizeSoFar();
        return true;
    }

    /** Number of ids of all frames, each of which is put in its place. */
    private int sizeSoFar() {
        if (frames.isEmpty()) {
            return 0;
        }
        Frame last = frames.get(frames.size() - 1);
        if (last.ids.length == 0) {
            return last.place;
        }
        stack[last.place] = last.ids[last.at];
        return last.place + 1;
    }

    /** Puts a frame on the first choice that is possible. */
    private void enter(Frame frame) {
        int start = domains.mark();
        load(frame.part);
        frame.variable = choice.of(frame.part.variables);
        frame.groups = grouping.of(frame.variable, frame.part.variables);
        frame.group = -network.words(frame.variable);
        toNextGroup(frame);
        domains.undo(start);
    }

    /** Moves a frame to its next choice. Returns false if there is none. */
    private boolean advance(Frame frame) {
        if (++frame.at < frame.ids.length) {
            return true;
        }
        frame.at = 0;
        if (++frame.alternative < frame.alternatives.size()) {
            return true;
        }
        int start = domains.mark();
        load(frame.part);
        toNextGroup(frame);
        domains.undo(start);
        return !frame.alternatives.isEmpty();
    }

    private void toNextGroup(Frame frame) {
        int variable = frame.variable;
        int words = network.words(variable);
        int absent = network.values(variable);
        boolean founded = domains.isFounded(variable);
        frame.alternatives = List.of();
        while (frame.alternatives.isEmpty() && (frame.group += words) < frame.groups.length) {
            boolean isAbsent = (frame.groups[frame.group + (absent >> 6)] >>> absent & 1) != 0;
            if (isAbsent && network.isRequired(variable)) {
                return;
            }
            int mark = domains.mark();
            domains.restrict(variable, frame.groups, frame.group);
            if (!founded && !isAbsent) {
                domains.obligations().add(variable);
            }
            met.clear();
            if (domains.propagate()) {
                frame.alternatives = splitting.alternatives(frame.part.variables, variable, 0);
            }
            domains.undo(mark);
        }
        if (!frame.alternatives.isEmpty()) {
            frame.parts = new ArrayList<>(met);
            frame.ids = DiagramBuilder.ids(network, variable, frame.groups, frame.group);
            frame.at = 0;
            frame.alternative = 0;
        }
    }

    private void load(Part part) {
        for (int place = 0; place < part.bits.length; place++) {
            if (domains.bits[place] != part.bits[place]) {
                domains.write(place, part.bits[place]);
            }
        }
    }

    /** A diagram of a frame's part and of all that is pending after it, or null if that is too large. */
    private Diagram compiled(Frame frame) {
        if (compiler == null || compiler.states() > MOST_KEPT) {
            compiler = Compiler.within(
                    network, domains, Order.ENTANGLED, rank, anytime, patience, Compilation.mostWords());
        }
        int count = 1;
        for (Pending list = frame.after; list != null; list = list.next) {
            count++;
        }
        int[] nodes = new int[count];
        int start = domains.mark();
        long[] loaded = null;
        Pending list = new Pending(frame.part, frame.after);
        boolean small = true;
        for (int i = 0; i < count && small; i++, list = list.next) {
            if (list.part.bits != loaded) {
                domains.undo(start);
                load(list.part);
                loaded = list.part.bits;
            }
            nodes[i] = compiler.node(list.part.variables, mostStates);
            small = nodes[i] >= 0;
        }
        domains.undo(start);
        return small ? compiler.diagram(nodes) : null;
    }

    /** What hangs above a node, or before it, takes at least as many states as the node. */
    private void giveUpCompiling() {
        compiler = null;
        probing = true;
        for (Frame frame : frames) {
            frame.tooLarge = true;
        }
    }

    /** Keeps the parts that come out of splitting, by number. */
    private final class Meeting implements Splitting.Solver {
        @Override
        public List<int[]> alternatives(int[] variables, double share) {
            return splitting.alternatives(variables, -1, share);
        }

        @Override
        public int component(int[] variables, double share) {
            if (probing && prober.component(variables, share) < 0) {
                return -1;
            }
            if (!Arrays.equals(lastMet, domains.bits)) {
                lastMet = domains.bits.clone();
            }
            met.add(new Part(variables, lastMet));
            return met.size() - 1;
        }
    }

    @Override
    public int[] ids() {
        return rest == null ? stack : rest.ids();
    }

    @Override
    public int size() {
        return rest == null ? size : rest.size();
    }

    @Override
    public int kept() {
        return kept;
    }
}
