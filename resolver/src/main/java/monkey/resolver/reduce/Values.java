package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * The variables of a network and their values: a variable for each type that has a living id, a value for each class of its
 * ids, newest first.
 */
final class Values {
    final Graph graph;
    final Classes classes;

    /** For each variable its dense type. */
    final int[] types;

    /** For each variable and value the ids, newest first. */
    final int[][][] members;

    /** For each variable the number of 64-bit words of a set of its values and absent. */
    final int[] words;

    /** For each variable the sum of the words before it, and one more. */
    final int[] offsets;

    final int livingIds;

    private final int[] variableOfType;
    private final int[] valueOfClass;

    Values(Graph graph, Classes classes) {
        this.graph = graph;
        this.classes = classes;
        variableOfType = new int[graph.typeCount()];
        valueOfClass = new int[classes.representative.length];
        int[] classesOfType = new int[graph.typeCount()];
        for (int representative : classes.representative) {
            classesOfType[graph.denseTypeOf(representative)]++;
        }
        int[] found = new int[graph.typeCount()];
        int variables = 0;
        for (int type = 0; type < found.length; type++) {
            variableOfType[type] = classesOfType[type] == 0 ? -1 : variables;
            if (classesOfType[type] > 0) {
                found[variables++] = type;
            }
        }
        types = Arrays.copyOf(found, variables);
        members = new int[variables][][];
        words = new int[variables];
        offsets = new int[variables + 1];
        for (int v = 0; v < variables; v++) {
            members[v] = new int[classesOfType[types[v]]][];
            words[v] = (members[v].length + 64) / 64;
            offsets[v + 1] = offsets[v] + words[v];
        }
        livingIds = collect();
    }

    /** Deals the living ids out to values. Returns how many they are. */
    private int collect() {
        int living = 0;
        int[] size = new int[classes.representative.length];
        for (int c : classes.classOf) {
            if (c >= 0) {
                size[c]++;
                living++;
            }
        }
        int[] nextValue = new int[types.length];
        for (int c = 0; c < size.length; c++) {
            int variable = variableOf(classes.representative[c]);
            valueOfClass[c] = nextValue[variable]++;
            members[variable][valueOfClass[c]] = new int[size[c]];
            size[c] = 0;
        }
        for (int id = classes.classOf.length - 1; id >= 0; id--) {
            int c = classes.classOf[id];
            if (c >= 0) {
                members[variableOf(id)][valueOfClass[c]][size[c]++] = id;
            }
        }
        return living;
    }

    int variables() {
        return types.length;
    }

    /** The variable of an id's type, or -1 if no id of the type is alive. */
    int variableOf(int id) {
        return variableOfType[graph.denseTypeOf(id)];
    }

    /** The value of a living id. */
    int valueOf(int id) {
        return valueOfClass[classes.classOf[id]];
    }

    boolean isAlive(int id) {
        return classes.classOf[id] >= 0;
    }
}
