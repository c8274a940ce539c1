package monkey.dataset.measure;

/**
 * One number of one item.
 *
 * @param metric {@code wall_time}, {@code cpu_time}, ..., or {@code NAME.KEY} of the script's own indicators
 * @param iteration from 0, of a metric with several values in one item
 * @param unit as declared; empty where none was
 */
public record Measurement(String metric, int iteration, String unit, double value) {}
