package monkey.amun.argo.standin;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which faults strike, and when. What happens to something depends on the seed, on its name and on how many times it was
 * there before, and on nothing else: neither on the time nor on what runs beside it. At most one fault of a kind strikes at
 * a time. Safe for several threads.
 */
public final class Faults {
    private final long seed;
    private final Map<Fault, Double> rates;
    private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();
    private final Map<Fault, AtomicLong> struck = new ConcurrentHashMap<>();

    /** @param rates from 0 (never) to 1 (always) */
    public Faults(long seed, Map<Fault, Double> rates) {
        this.seed = seed;
        this.rates = rates.isEmpty() ? Map.of() : new EnumMap<>(rates);
    }

    public static Faults none() {
        return new Faults(0, Map.of());
    }

    /** Every fault at the same rate. */
    public static Faults all(long seed, double rate) {
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            rates.put(fault, rate);
        }
        return new Faults(seed, rates);
    }

    /** How often each fault has struck so far. */
    public Map<Fault, Long> struck() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        struck.forEach((fault, count) -> counts.put(fault, count.get()));
        return counts;
    }

    /** What strikes something of that name this time. */
    Optional<Fault> strike(Fault.Kind kind, String name) {
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        long time = seen.computeIfAbsent(kind + " " + name, first -> new AtomicLong())
                .incrementAndGet();
        double drawn = draw(kind + " " + name + " " + time);
        for (Map.Entry<Fault, Double> rate : rates.entrySet()) {
            if (rate.getKey().kind() == kind) {
                drawn -= rate.getValue();
                if (drawn < 0) {
                    struck.computeIfAbsent(rate.getKey(), first -> new AtomicLong())
                            .incrementAndGet();
                    return Optional.of(rate.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** From 0 to 1, as good as random: the 64 bits of a text, mixed as SplittableRandom mixes. */
    private double draw(String text) {
        long mixed = seed;
        for (int at = 0; at < text.length(); at++) {
            mixed = mix(mixed ^ text.charAt(at));
        }
        return (mixed >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
