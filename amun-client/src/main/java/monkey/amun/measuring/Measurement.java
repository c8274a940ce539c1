package monkey.amun.measuring;

/**
 * One number.
 *
 * @param metric {@code wall_time}, {@code cpu_time}, {@code peak_memory}, {@code voluntary_switches},
 *     {@code involuntary_switches}, or {@code NAME.KEY} of an indicator that the script printed
 * @param iteration from 0, where the script printed several values
 * @param unit {@code s}, {@code ms}, {@code By} (bytes), {@code 1} (a count) ...; empty where the script declares none
 */
public record Measurement(String metric, int iteration, String unit, double value) {}
