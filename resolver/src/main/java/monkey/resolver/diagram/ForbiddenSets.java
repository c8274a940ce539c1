package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * The forbidden sets of three ids or more, and what domains say of them: a set with all but one of its ids certain takes
 * the last one out. Not thread-safe.
 */
final class ForbiddenSets {
    private static final int ALL_CERTAIN = -1;
    private static final int NOT_YET = -2;
    private static final int[] NONE = {};

    private final Domains domains;
    private final int[][] sets;
    private final int[][] ofVariable;

    ForbiddenSets(Network network, Domains domains) {
        this.domains = domains;
        sets = network.tuples();
        ofVariable = new int[network.variables()][];
        Arrays.fill(ofVariable, NONE);
        for (int t = 0; t < sets.length; t++) {
            for (int i = 0; i < sets[t].length; i += 2) {
                int v = sets[t][i];
                ofVariable[v] = Arrays.copyOf(ofVariable[v], ofVariable[v].length + 1);
                ofVariable[v][ofVariable[v].length - 1] = t;
            }
        }
    }

    /** Numbers of the sets that a variable is in. Not to be changed. */
    int[] of(int variable) {
        return ofVariable[variable];
    }

    /** A set as variable, value, variable, value, ... Not to be changed. */
    int[] set(int number) {
        return sets[number];
    }

    int count() {
        return sets.length;
    }

    /** Follows up a change of a variable. Returns false if there is no stack. */
    boolean revise(int variable) {
        for (int t : ofVariable[variable]) {
            int open = openMember(t);
            if (open == ALL_CERTAIN || open >= 0 && !domains.remove(sets[t][open], sets[t][open + 1])) {
                return false;
            }
        }
        return true;
    }

    private int openMember(int t) {
        int open = ALL_CERTAIN;
        for (int i = 0; i < sets[t].length; i += 2) {
            if (!domains.has(sets[t][i], sets[t][i + 1])) {
                return NOT_YET;
            }
            if (domains.size(sets[t][i]) > 1) {
                if (open != ALL_CERTAIN) {
                    return NOT_YET;
                }
                open = i;
            }
        }
        return open;
    }

    /** Whether a set can still come together, and is not yet prevented. */
    boolean isLive(int t) {
        for (int i = 0; i < sets[t].length; i += 2) {
            if (!domains.has(sets[t][i], sets[t][i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a set that can still come together has a value. */
    boolean liveWith(int variable, int value) {
        for (int t : ofVariable[variable]) {
            for (int i = 0; i < sets[t].length; i += 2) {
                if (sets[t][i] == variable && sets[t][i + 1] == value && isLive(t)) {
                    return true;
                }
            }
        }
        return false;
    }
}
