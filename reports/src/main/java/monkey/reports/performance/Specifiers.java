package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Ranges of tested versions as PEP 440 writes them. */
final class Specifiers {
    private Specifiers() {}

    /** One for each run of neighbouring versions; together they hold exactly the tested versions that are set. */
    static List<String> of(BitSet levels, List<String> oldestFirst) {
        List<String> specifiers = new ArrayList<>();
        int last = oldestFirst.size() - 1;
        for (int low = levels.nextSetBit(0); low >= 0; low = levels.nextSetBit(levels.nextClearBit(low))) {
            int high = levels.nextClearBit(low) - 1;
            String from = oldestFirst.get(low);
            String to = oldestFirst.get(high);
            if (low == high && low > 0 && high < last) {
                specifiers.add("==" + from);
            } else if (low == 0 && high == last) {
                specifiers.add("");
            } else {
                String below = high == last ? "" : "<" + oldestFirst.get(high + 1);
                specifiers.add(low == 0 ? below : ">=" + from + (below.isEmpty() ? "" : "," + below));
            }
        }
        return specifiers;
    }
}
