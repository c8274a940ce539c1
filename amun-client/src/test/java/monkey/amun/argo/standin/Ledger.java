package monkey.amun.argo.standin;

import java.util.Map;
import java.util.TreeMap;

/** How workflows ended, by name: what a chaos run is held against. Safe for several threads. */
public final class Ledger {
    private final Map<String, Integer> phases = new TreeMap<>();
    private final Map<String, Integer> results = new TreeMap<>();

    /** @param usable whether there was a result that could be read */
    synchronized void ended(String name, String phase, boolean usable) {
        phases.merge(phase, 1, Integer::sum);
        if (usable) {
            results.merge(name, 1, Integer::sum);
        }
    }

    /** How many workflows of each name ended with a result that could be read. */
    public synchronized Map<String, Integer> results() {
        return new TreeMap<>(results);
    }

    /** How many workflows ended in each phase. */
    public synchronized Map<String, Integer> phases() {
        return new TreeMap<>(phases);
    }
}
