package monkey.amun.specification;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' way to write amounts: {@code 500m}, {@code 2}, {@code 256Mi}, {@code 1e3}. */
final class Quantity {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d+(?:\\.\\d+)?(?:[eE]\\d{1,2})?)(m|k|[KMGTPE]i|[MGTPE])?");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Quantity() {}

    /** Empty when it is none, or not positive. */
    static Optional<BigDecimal> of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = parts.group(2) == null ? BigDecimal.ONE : UNITS.get(parts.group(2));
        return Optional.of(new BigDecimal(parts.group(1)).multiply(unit)).filter(amount -> amount.signum() > 0);
    }

    /** Rounded up; empty also when no long holds it. */
    static Optional<Long> whole(String text) {
        return of(text).map(amount -> amount.setScale(0, RoundingMode.CEILING))
                .filter(amount -> amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(BigDecimal::longValueExact);
    }
}
