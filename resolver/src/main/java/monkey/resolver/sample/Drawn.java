package monkey.resolver.sample;

import java.util.Arrays;

/** A stack as it was drawn, equal to one of the same ids in the same order. They are not copied. */
public record Drawn(int[] ids) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Drawn that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
