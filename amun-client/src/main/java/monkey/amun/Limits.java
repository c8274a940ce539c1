package monkey.amun;

import java.time.Duration;

/**
 * What one item may use.
 *
 * @param timeout wall time of one item; positive
 * @param memory bytes, counting the private temporary directory, which lives in memory; positive
 * @param cpus processors' worth of time per second, such as 0.5; positive
 */
public record Limits(Duration timeout, long memory, double cpus) {
    /** Of an experiment that names none: a minute, a gibibyte, one processor. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), 1L << 30, 1);

    public Limits {
        if (timeout.isNegative() || timeout.isZero() || memory <= 0 || !(cpus > 0)) {
            throw new IllegalArgumentException(
                    "limits must be positive: timeout " + timeout + ", memory " + memory + ", cpus " + cpus);
        }
    }
}
