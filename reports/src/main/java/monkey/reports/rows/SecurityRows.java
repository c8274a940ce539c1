package monkey.reports.rows;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import monkey.dataset.learning.SecurityAnalysis;
import monkey.dataset.learning.VersionSecurity;
import monkey.reports.Pin;
import monkey.reports.SecurityIndicators;
import monkey.reports.text.VersionOrder;

/** Reads what is known of the code of a run's versions. */
final class SecurityRows {
    private SecurityRows() {}

    static List<SecurityIndicators> of(List<VersionSecurity> rows) {
        return rows.stream()
                .map(SecurityRows::indicators)
                .sorted(Comparator.comparing(
                                (SecurityIndicators one) -> one.version().name())
                        .thenComparing(one -> one.version().version(), VersionOrder.COMPARATOR))
                .toList();
    }

    private static SecurityIndicators indicators(VersionSecurity row) {
        SecurityAnalysis analysis = row.analysis();
        return new SecurityIndicators(
                new Pin(row.packageName(), row.version(), false, Optional.empty()),
                Optional.ofNullable(analysis.failure()),
                Optional.ofNullable(analysis.filename()),
                Optional.ofNullable(row.hasSource()),
                Optional.ofNullable(analysis.tools()),
                values(analysis, "bandit"),
                values(analysis, "pygount"));
    }

    private static Map<String, Long> values(SecurityAnalysis analysis, String tool) {
        return analysis.indicators().stream()
                .filter(indicator -> indicator.tool().equals(tool))
                .collect(Collectors.toMap(
                        SecurityAnalysis.Indicator::name, SecurityAnalysis.Indicator::value, Long::sum, TreeMap::new));
    }
}
