package monkey.reports.json;

import java.util.List;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailingPairs;
import monkey.reports.analysis.PackageVersions;

/** Versions and pairs of versions that no passing stack holds. */
final class OnlyInFailures {
    /** Pairs grow with the square of everything; whoever needs them all can count them from the inspections. */
    private static final int MOST_PAIRS = 1000;

    private OnlyInFailures() {}

    static void write(Json json, Report report, Analysis analysis) {
        json.object("onlyInFailures", () -> {
            json.array("versions", () -> analysis.packages().forEach(versions -> versions(json, report, versions)));
            List<FailingPairs> groups =
                    analysis.pairsByEnvironment().stream().flatMap(List::stream).toList();
            json.array(
                    "pairs",
                    () -> groups.stream()
                            .flatMap(group ->
                                    group.pairs().stream().map(pair -> (Runnable) () -> pair(json, group, pair)))
                            .limit(MOST_PAIRS)
                            .forEach(Runnable::run));
            int all = groups.stream().mapToInt(group -> group.pairs().size()).sum();
            json.property("pairsOmitted", Math.max(0, all - MOST_PAIRS));
        });
    }

    private static void versions(Json json, Report report, PackageVersions versions) {
        for (PackageVersions.Row row : versions.suspects()) {
            for (int i = 0; i < report.environments().size(); i++) {
                if (row.suspects().get(i)) {
                    String environment = report.environments().get(i).name();
                    int failing = row.tallies().get(i).failing();
                    json.object(() -> {
                        json.property("environment", environment);
                        json.property("package", versions.name());
                        json.property("version", row.version());
                        json.property("failing", failing);
                    });
                }
            }
        }
    }

    private static void pair(Json json, FailingPairs group, FailingPairs.Pair pair) {
        json.object(() -> {
            json.property("environment", group.environment());
            json.strings(
                    "pair",
                    List.of(group.first() + "==" + pair.firstVersion(), group.second() + "==" + pair.secondVersion()));
            json.property("failing", pair.failing());
        });
    }
}
