package monkey.amun.argo.standin;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How workflows ended, and whose results somebody was told: what a chaos run is held against. One that was deleted before
 * anybody read it has come to no result. Safe for several threads.
 */
public final class Ledger {
    private final Map<String, Integer> phases = new TreeMap<>();
    private final Set<String> usable = new HashSet<>();
    private final Map<String, Set<String>> told = new TreeMap<>();

    /** @param result whether it left a result that can be read */
    synchronized void ended(String uid, String phase, boolean result) {
        phases.merge(phase, 1, Integer::sum);
        if (result) {
            usable.add(uid);
        }
    }

    /** Somebody has all of that workflow. */
    synchronized void told(String name, String uid) {
        if (usable.contains(uid)) {
            told.computeIfAbsent(name, first -> new TreeSet<>()).add(uid);
        }
    }

    /** From how many workflows of each name somebody was told a result. */
    public synchronized Map<String, Integer> results() {
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, uids -> uids.getValue().size()));
    }

    /** How many workflows ended in each phase. */
    public synchronized Map<String, Integer> phases() {
        return new TreeMap<>(phases);
    }
}
