package monkey.resolver.reduce;

import java.util.Arrays;
import java.util.List;

/**
 * The part of the space that is asked for. Immutable.
 *
 * @param required ids that must be in the stack
 * @param forbidden sets of ids that must not all be in the stack; a set of one id forbids that id
 */
public record Limits(List<Integer> required, List<int[]> forbidden) {
    public static final Limits NONE = new Limits(List.of(), List.of());

    public Limits {
        required = List.copyOf(required);
        int[][] sets = new int[forbidden.size()][];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = Arrays.stream(forbidden.get(i)).sorted().distinct().toArray();
            if (sets[i].length == 0) {
                throw new IllegalArgumentException("a forbidden set needs at least one id");
            }
        }
        forbidden = List.of(sets);
    }

    public boolean isEmpty() {
        return required.isEmpty() && forbidden.isEmpty();
    }
}
