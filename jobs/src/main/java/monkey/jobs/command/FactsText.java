package monkey.jobs.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import monkey.dataset.learning.SecurityAnalysis;
import monkey.dataset.learning.VersionFacts;
import tools.jackson.databind.json.JsonMapper;

/** What is known of versions, as text and as JSON. */
final class FactsText {
    private FactsText() {}

    /** @param all everything there is to say, rather than a line a version */
    static List<String> lines(List<VersionFacts> facts, boolean all) {
        List<String> lines = new ArrayList<>();
        int width = facts.stream().mapToInt(one -> one.version().length()).max().orElse(0);
        for (VersionFacts one : facts) {
            if (all) {
                lines.add(one.packageName() + " " + one.version() + "  (" + one.indexUrl() + ")" + marks(one));
                details(one, lines);
            } else {
                lines.add(("%-" + width + "s  %s%s")
                        .formatted(one.version(), solved(one.solves()), marks(one))
                        .stripTrailing());
            }
        }
        return lines;
    }

    private static String marks(VersionFacts one) {
        List<String> marks = new ArrayList<>();
        if (one.missing()) {
            marks.add("missing");
        }
        if (one.yanked()) {
            marks.add("yanked");
        }
        for (VersionFacts.Flag flag : one.flags()) {
            if (flag.flag().equals("hash_mismatch") && flag.value()) {
                marks.add("files changed");
            } else if (flag.flag().equals("source_distribution") && !flag.value()) {
                marks.add("no source distribution");
            }
        }
        return marks.isEmpty() ? "" : "  [" + String.join(", ", marks) + "]";
    }

    private static String solved(List<VersionFacts.Solved> solves) {
        return solves.isEmpty()
                ? "not asked for by a message"
                : solves.stream()
                        .map(solve -> solve.outcome() + " for " + solve.environment())
                        .collect(Collectors.joining("; "));
    }

    private static void details(VersionFacts one, List<String> lines) {
        for (VersionFacts.Solved solve : one.solves()) {
            lines.add("  " + solve.outcome() + " for " + solve.environment() + when(solve.endedAt())
                    + (solve.attempts() > 1 ? ", at attempt " + solve.attempts() : "") + through(solve.messageId())
                    + because(solve.reason()));
        }
        for (VersionFacts.Flag flag : one.flags()) {
            lines.add("  flag " + flag.flag().replace('_', ' ') + ": " + (flag.value() ? "yes" : "no")
                    + when(flag.changedAt()) + through(flag.messageId()) + because(flag.reason()));
        }
        for (VersionFacts.File file : one.files()) {
            lines.add("  file " + file.filename()
                    + (file.learntAt() == null
                            ? ", not read yet"
                            : file.problem() == null
                                    ? ", read" + when(file.learntAt())
                                    : ", cannot be read" + because(file.problem())));
            file.requirements().forEach(line -> lines.add("    requires " + line));
        }
        one.security().ifPresent(security -> {
            lines.add("  security: " + security.outcome()
                    + (security.filename() == null ? "" : ", " + security.filename()) + when(security.endedAt())
                    + (security.tools() == null ? "" : ", by " + security.tools()) + because(security.reason()));
            security.indicators().forEach(indicator -> lines.add("    " + words(indicator)));
        });
    }

    private static String words(SecurityAnalysis.Indicator indicator) {
        String[] parts = indicator.name().split("/", 2);
        return indicator.tool().equals("bandit") && parts.length == 2
                ? indicator.value() + " of severity " + parts[0] + ", confidence " + parts[1]
                : indicator.value() + " lines of " + indicator.name();
    }

    private static String when(Instant moment) {
        return moment == null ? "" : " on " + moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static String through(UUID messageId) {
        return messageId == null ? "" : ", through message " + messageId;
    }

    private static String because(String reason) {
        return reason == null || reason.isEmpty() ? "" : ": " + reason;
    }

    static String json(List<VersionFacts> facts) {
        return JsonMapper.shared()
                .writeValueAsString(facts.stream().map(FactsText::json).toList());
    }

    private static Map<String, Object> json(VersionFacts one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("package", one.packageName());
        json.put("version", one.version());
        json.put("index", one.indexUrl());
        json.put("missing", one.missing());
        json.put("yanked", one.yanked());
        json.put("flags", one.flags().stream().map(FactsText::json).toList());
        json.put("solved", one.solves().stream().map(FactsText::json).toList());
        json.put("files", one.files().stream().map(FactsText::json).toList());
        json.put("security", one.security().map(FactsText::json).orElse(null));
        return json;
    }

    private static Map<String, Object> json(VersionFacts.Flag flag) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("flag", flag.flag());
        json.put("value", flag.value());
        json.put("reason", flag.reason());
        json.put("message", text(flag.messageId()));
        json.put("at", text(flag.changedAt()));
        return json;
    }

    private static Map<String, Object> json(VersionFacts.Solved solve) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("environment", solve.environment());
        json.put("outcome", solve.outcome());
        json.put("reason", solve.reason());
        json.put("attempts", solve.attempts());
        json.put("message", text(solve.messageId()));
        json.put("at", text(solve.endedAt()));
        return json;
    }

    private static Map<String, Object> json(VersionFacts.File file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.filename());
        json.put("learnt", text(file.learntAt()));
        json.put("problem", file.problem());
        json.put("requirements", file.requirements());
        return json;
    }

    private static Map<String, Object> json(VersionFacts.Security security) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", security.outcome());
        json.put("reason", security.reason());
        json.put("file", security.filename());
        json.put("tools", security.tools());
        json.put("at", text(security.endedAt()));
        Map<String, Map<String, Long>> indicators = new LinkedHashMap<>();
        security.indicators()
                .forEach(indicator -> indicators
                        .computeIfAbsent(indicator.tool(), tool -> new LinkedHashMap<>())
                        .put(indicator.name(), indicator.value()));
        json.put("indicators", indicators);
        return json;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
