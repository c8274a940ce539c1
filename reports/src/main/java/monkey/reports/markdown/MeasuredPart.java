package monkey.reports.markdown;

import java.util.stream.Collectors;
import monkey.reports.Finding;
import monkey.reports.analysis.Analysis;
import monkey.reports.performance.Effect;
import monkey.reports.performance.MetricResult;
import monkey.reports.performance.Slowdown;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;

/** What was measured, for an issue tracker: each difference with its interval, and what could be hidden. */
final class MeasuredPart {
    private static final int MOST = 20;

    private MeasuredPart() {}

    /** Empty where nothing was measured. */
    static String of(Analysis analysis) {
        if (analysis.performance().results().isEmpty()) {
            return "";
        }
        StringBuilder part = new StringBuilder("### Measured\n\n");
        if (analysis.slowdowns().isEmpty()) {
            part.append("No version makes a difference that can be told from noise.\n\n");
        } else {
            part.append("| versions | environment | metric | change | 95 % interval | noise | status |\n")
                    .append("|---|---|---|---:|---:|---:|---|\n");
            analysis.slowdowns().stream()
                    .limit(MOST)
                    .forEach(slowdown -> slowdown.changes().forEach(change -> part.append(row(slowdown, change))));
            part.append('\n');
            String rivals = analysis.slowdowns().stream()
                    .flatMap(slowdown -> slowdown.changes().stream())
                    .map(Slowdown.Change::effect)
                    .filter(effect -> !effect.rivals().isEmpty())
                    .map(MeasuredPart::rivals)
                    .distinct()
                    .limit(MOST)
                    .collect(Collectors.joining());
            part.append(rivals.isEmpty() ? "" : rivals + "\n");
            String avoided = analysis.slowdowns().stream()
                    .limit(MOST)
                    .flatMap(slowdown -> slowdown.reach().stream().map(reach -> reach(slowdown, reach)))
                    .collect(Collectors.joining());
            part.append(avoided.isEmpty() ? "" : avoided + "\n");
        }
        String hidden = analysis.performance().results().stream()
                .filter(result -> result.hidden().isPresent())
                .limit(MOST)
                .map(MeasuredPart::hidden)
                .collect(Collectors.joining());
        return part.append(
                        "Between two stacks, what is explained left aside, no difference could be hidden larger than:\n\n")
                .append(hidden)
                .append('\n')
                .toString();
    }

    private static String row(Slowdown slowdown, Slowdown.Change change) {
        var ratio = change.effect().ratio();
        return "| %s | %s | %s | %s | %s to %s | %s | %s |\n"
                .formatted(
                        Markdown.cell(slowdown.versions()),
                        Markdown.cell(slowdown.environment()),
                        Markdown.cell(change.result().metric().words()),
                        signed(ratio.ratio()),
                        signed(ratio.low()),
                        signed(ratio.high()),
                        change.result().noise().isPresent()
                                ? Slowdown.percent(change.result().noise().getAsDouble()) + " %"
                                : "not known",
                        change.proven() ? "proven" : "suspected");
    }

    private static String reach(Slowdown slowdown, Finding reach) {
        String stacks = reach.stacksAffected()
                .map(count -> ": in " + count + " of the possible stacks")
                .orElse("");
        String lines = reach.suggestion().isEmpty()
                ? ""
                : "; avoided by "
                        + reach.suggestion().stream().map(Markdown::code).collect(Collectors.joining(" and "));
        String open = reach.missing() == 0
                ? ""
                : "; left open, because the probes or the time ended: " + Numbers.counted(reach.missing(), "more stack")
                        + " to be measured next";
        return stacks.isEmpty() && lines.isEmpty() && open.isEmpty()
                ? ""
                : "- " + Markdown.code(slowdown.versions()) + stacks + lines + open + ".\n";
    }

    private static String rivals(Effect effect) {
        return "- "
                + Markdown.code(effect.specifiers().entrySet().stream()
                        .map(one -> one.getKey() + String.join(" or ", one.getValue()))
                        .collect(Collectors.joining(" with ")))
                + " is not certain: "
                + Markdown.code(Text.shortened(effect.rivals().get(0), 200))
                + (effect.rivals().size() > 1 ? " and " + (effect.rivals().size() - 1) + " more" : "")
                + " would fit nearly as well.\n";
    }

    private static String hidden(MetricResult result) {
        return "- " + Markdown.code(result.metric().words()) + " in " + Markdown.code(result.environment()) + ": "
                + Slowdown.percent(result.hidden().orElseThrow()) + " %\n";
    }

    private static String signed(double ratio) {
        return (ratio < 1 ? "−" : "+") + Slowdown.percent(Math.abs(ratio - 1)) + " %";
    }
}
