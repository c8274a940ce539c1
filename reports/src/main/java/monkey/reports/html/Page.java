package monkey.reports.html;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Finding;
import monkey.reports.Inspection;
import monkey.reports.MeasuredStack;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.SecurityIndicators;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailureGroup;
import monkey.reports.analysis.PackageVersions;
import monkey.reports.analysis.Verdict;
import monkey.reports.reproduce.Reproduction;
import monkey.reports.text.Text;

/** What the templates draw from: the report, what was counted, and the small decisions of the page itself. */
public record Page(Report report, Analysis analysis) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Most pairs of packages shown for an environment, most pairs of versions for each of those. */
    public static final int PAIR_GROUPS = 8;

    public static final int PAIRS_PER_GROUP = 24;

    /** Most packages shown for a reason, and most versions of each. */
    public static final int LEFT_OUT_PACKAGES = 200;

    public static final int LEFT_OUT_VERSIONS = 60;

    /** Most versions whose security indicators are shown. */
    public static final int SECURITY_VERSIONS = 200;

    /** Groups beyond the first are folded, so that all are seen at a glance. */
    private static final int GROUPS_UNFOLDED = 1;

    private static final int TRACE_LINES = 200;

    public Asset style() {
        return Asset.STYLE;
    }

    public Asset script() {
        return Asset.SCRIPT;
    }

    public String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    public boolean hasSeveralEnvironments() {
        return report.environments().size() > 1;
    }

    /** Causes that were found are what a reader came for, and stand before what was counted; no cause is no answer. */
    public boolean answersFirst() {
        return !report.causes().findings().isEmpty();
    }

    /** Where nothing passes there is more to say than that no cause was found. */
    public boolean nothingPassesIn(String environment) {
        return analysis.nothingPassed().stream()
                .anyMatch(nothing -> nothing.environment().name().equals(environment));
    }

    /** Midnight is told by its day. */
    public String before() {
        return Text.line(report.experiment().before().orElse("")).replaceFirst("T00:00(:00)?Z$", "");
    }

    /** {@code cover (strength 2, limit 60, seed 7)}. */
    public String strategy() {
        String settings = report.experiment().strategySettings().entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
        String name = Text.line(report.experiment().strategy());
        return settings.isEmpty() ? name : name + " (" + Text.line(settings) + ")";
    }

    public boolean isUnfolded(FailureGroup group) {
        return group.number() <= GROUPS_UNFOLDED;
    }

    public String trace(FailureGroup group) {
        return trace(group.failure());
    }

    public String trace(Failure failure) {
        return Text.lastLines(Text.visible(failure.trace()), TRACE_LINES);
    }

    /** {@code , 41 %}, or nothing where that is not known. */
    public String share(Finding finding) {
        return Verdict.share(report, finding)
                .map(words -> ", " + words.replace(" of what is possible", ""))
                .orElse("");
    }

    /** Versions of both stacks of the packages in which they differ; {@code –} stands for none. */
    public static Map<String, List<String>> differences(Finding.Proof pair) {
        Map<String, String> failing = versions(pair.failing());
        Map<String, String> passing = versions(pair.passing().orElseThrow());
        Set<String> names = new TreeSet<>(failing.keySet());
        names.addAll(passing.keySet());
        Map<String, List<String>> differences = new TreeMap<>();
        for (String name : names) {
            List<String> both = List.of(failing.getOrDefault(name, "–"), passing.getOrDefault(name, "–"));
            if (!both.get(0).equals(both.get(1))) {
                differences.put(name, both);
            }
        }
        return differences;
    }

    private static Map<String, String> versions(Inspection inspection) {
        return inspection.stack().stream().collect(Collectors.toMap(Pin::name, Pin::version));
    }

    public String reproduce(Inspection inspection) {
        Environment environment = report.environment(inspection.environment()).orElseThrow();
        return Reproduction.of(inspection, environment, report.experiment().specification());
    }

    public String repeat() {
        return Reproduction.of(report.run(), report.experiment());
    }

    /** Seen only in failures, of which not all are explained by causes that do not name it. */
    public boolean isSuspect(PackageVersions versions, PackageVersions.Row row, int environment) {
        return row.suspects().get(environment)
                && analysis.blame()
                        .isInDoubt(report.environments().get(environment).name(), versions.name(), row.version());
    }

    public boolean isSuspect(PackageVersions versions, PackageVersions.Row row) {
        return IntStream.range(0, report.environments().size()).anyMatch(i -> isSuspect(versions, row, i));
    }

    public long suspects(PackageVersions versions) {
        return versions.versions().stream()
                .filter(row -> isSuspect(versions, row))
                .count();
    }

    public List<PackageVersions> packagesWithSuspects() {
        return analysis.packages().stream().filter(p -> suspects(p) > 0).toList();
    }

    /** Pairs seen only in failures mean nothing where causes explain every failure. */
    public boolean pairsMean(int environment) {
        return !analysis.pairsByEnvironment().get(environment).isEmpty()
                && !analysis.blame()
                        .explainsAll(
                                report, report.environments().get(environment).name());
    }

    /** {@code causes 1 and 3} with the number of stacks of a group that each explains, as links to them. */
    public Map<Integer, Long> causes(FailureGroup group) {
        return group.inspections().stream()
                .flatMap(inspection -> analysis.blame().causes(inspection).stream())
                .collect(Collectors.groupingBy(number -> number, TreeMap::new, Collectors.counting()));
    }

    public List<PackageVersions> packagesWithoutSuspects() {
        return analysis.packages().stream()
                .filter(p -> suspects(p) == 0 && p.varies())
                .toList();
    }

    public List<PackageVersions> packagesWithoutChoice() {
        return analysis.packages().stream()
                .filter(p -> suspects(p) == 0 && !p.varies())
                .toList();
    }

    /** Outcomes that occur at all, to offer as filters. */
    public List<Outcome> outcomes() {
        return analysis.outcomes().byOutcome().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    public Map<String, String> facts(Environment environment) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Python", environment.pythonVersion());
        facts.putAll(environment.facts());
        return facts;
    }

    public List<MeasurementView> measurements() {
        return MeasurementView.of(analysis);
    }

    /** Why two pictures of one metric may stand side by side: environments or hardware differ. */
    public boolean hasSeveralCircumstances() {
        return report.measurements().stream()
                        .map(stack -> stack.environment() + stack.circumstances())
                        .distinct()
                        .count()
                > 1;
    }

    /** Each thing that is known of how quiet the machine was, once. */
    public Map<String, String> measuringConditions() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("hardware", told(stack -> stack.circumstances().hardware()));
        facts.put("pinned to processor", told(stack -> stack.conditions().processors()));
        facts.put("governor", told(stack -> stack.conditions().governor()));
        most(stack -> stack.conditions().load())
                .ifPresent(load -> facts.put("load before an item, at most", String.format(Locale.ROOT, "%.1f", load)));
        most(stack -> stack.conditions().steal())
                .ifPresent(steal -> facts.put(
                        "time given to other machines, at most", String.format(Locale.ROOT, "%.1f %%", 100 * steal)));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private String told(Function<MeasuredStack, String> what) {
        return report.measurements().stream().map(what).distinct().collect(Collectors.joining("; "));
    }

    private OptionalDouble most(Function<MeasuredStack, OptionalDouble> what) {
        return report.measurements().stream()
                .map(what)
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    /** The versions that most ask for a look first, as many as are shown. */
    public List<SecurityIndicators> security() {
        return report.security().stream()
                .sorted(SecurityIndicators.WORST_FIRST)
                .limit(SECURITY_VERSIONS)
                .toList();
    }

    public OutcomeMap outcomeMap(int environment) {
        return OutcomeMap.of(report, report.environments().get(environment), analysis.blame());
    }

    public InspectionTable inspectionTable() {
        return InspectionTable.of(report, analysis);
    }

    /** How many words a tuple of that strength is called by. */
    public static String tuples(int strength) {
        return switch (strength) {
            case 1 -> "versions";
            case 2 -> "pairs of versions";
            case 3 -> "triples of versions";
            default -> "combinations of " + strength + " versions";
        };
    }

    /** A sign beside the colour, so that neither is needed alone. */
    public static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✕";
            case BUILD_FAILED -> "⊘";
            case TIMED_OUT -> "◷";
            case OUT_OF_MEMORY -> "▣";
            case FLAKY -> "≈";
            case INFRASTRUCTURE -> "△";
            case CANCELLED -> "–";
            case NOT_REACHED -> "○";
        };
    }

    public static BigInteger big(long count) {
        return BigInteger.valueOf(count);
    }
}
