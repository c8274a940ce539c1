package monkey.reports.performance;

/**
 * What is measured.
 *
 * @param unit as declared; empty where none was
 */
public record Metric(String name, String unit) {
    /** In which direction a metric is better. */
    public enum Better {
        LESS,
        MORE,
        /** Nobody said. */
        UNKNOWN
    }

    public Better better() {
        return switch (unit) {
            case "s", "ms", "us", "ns", "By" -> Better.LESS;
            default -> unit.contains("FLOPS") || unit.endsWith("/s") ? Better.MORE : Better.UNKNOWN;
        };
    }

    /** {@code cpu_time} as {@code cpu time}; a script's own names stay as they are. */
    public String words() {
        return name.contains(".") ? name : name.replace('_', ' ');
    }
}
