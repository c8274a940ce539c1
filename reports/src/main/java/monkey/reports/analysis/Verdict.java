package monkey.reports.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import monkey.reports.Environment;
import monkey.reports.Finding;
import monkey.reports.Outcome;
import monkey.reports.Report;
import monkey.reports.Run;
import monkey.reports.performance.Slowdown;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;

/** The run in one sentence. It always says what it is a share of, and what was asked for but not answered. */
public record Verdict(Kind kind, String sentence) {
    private static final int CAUSES_NAMED = 2;
    private static final int SLOWDOWNS_NAMED = 2;

    /** What a reader who sees nothing but a colour and a sign should take away. */
    public enum Kind {
        /** Some stacks fail. */
        FAILING,
        /** Every stack that was chosen passes. */
        PASSING,
        /** Nothing fails, but not everything was answered. */
        INCONCLUSIVE,
        /** The run itself failed. */
        BROKEN
    }

    static Verdict of(
            Report report,
            OutcomeCounts counts,
            List<OutcomeCounts> byEnvironment,
            List<FailureGroup> groups,
            List<PackageVersions> packages) {
        if (report.run().state() == Run.State.FAILED) {
            String why = report.run()
                    .message()
                    .map(Text::line)
                    .filter(message -> !message.isEmpty())
                    .map(message -> ": " + message)
                    .orElse("");
            return new Verdict(Kind.BROKEN, ended("The run itself failed" + why));
        }
        if (counts.total() == 0) {
            return new Verdict(Kind.INCONCLUSIVE, nothingChosen(report));
        }
        if (counts.tried() == 0) {
            return new Verdict(Kind.INCONCLUSIVE, "None of the " + stacks(counts.total()) + " chosen was tried.");
        }
        if (counts.failing() > 0) {
            return new Verdict(Kind.FAILING, failing(report, counts, byEnvironment, groups, packages));
        }
        if (counts.passed() == counts.total()) {
            return new Verdict(Kind.PASSING, allPassed(report, counts));
        }
        String start = counts.passed() == counts.tried()
                ? "The " + stacks(counts.tried()) + " tried " + (counts.tried() == 1 ? "passes" : "pass")
                : "Nothing fails, but only " + Numbers.grouped(counts.passed()) + " of the " + stacks(counts.tried())
                        + " tried clearly " + (counts.passed() == 1 ? "passes" : "pass");
        return new Verdict(Kind.INCONCLUSIVE, start + unanswered(counts) + ".");
    }

    private static String failing(
            Report report,
            OutcomeCounts counts,
            List<OutcomeCounts> byEnvironment,
            List<FailureGroup> groups,
            List<PackageVersions> packages) {
        long ways = groups.stream().filter(group -> group.outcome().isFailure()).count();
        StringBuilder sentence = new StringBuilder();
        sentence.append(
                counts.failing() == counts.tried()
                        ? (counts.tried() == 1 ? "The only stack" : "All " + stacks(counts.tried()))
                        : Numbers.grouped(counts.failing()) + " of " + stacks(counts.tried()));
        sentence.append(" tried ").append(counts.failing() == 1 ? "fails" : "fail");
        if (counts.failing() > 1) {
            sentence.append(ways == 1 ? ", all in the same way" : ", in " + ways + " different ways");
        }
        if (report.environments().size() > 1) {
            sentence.append(" (").append(perEnvironment(report, byEnvironment)).append(")");
        }
        causes(report)
                .or(() -> nothingPassed(report, counts))
                .or(() -> culprit(counts, packages))
                .ifPresent(sentence::append);
        return sentence + unanswered(counts) + ".";
    }

    private static String perEnvironment(Report report, List<OutcomeCounts> byEnvironment) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < report.environments().size(); i++) {
            OutcomeCounts counts = byEnvironment.get(i);
            if (counts.tried() > 0) {
                parts.add((counts.failing() == 0 ? "none" : Numbers.grouped(counts.failing())) + " of "
                        + Numbers.grouped(counts.tried()) + " in "
                        + Text.line(report.environments().get(i).name()));
            }
        }
        return String.join(", ", parts);
    }

    /** The causes that break most, by name; of others only their number. */
    private static Optional<String> causes(Report report) {
        List<Finding> findings = report.causes().findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.FAILURE)
                .toList();
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        boolean several = report.environments().size() > 1;
        StringBuilder words = new StringBuilder("; to blame: ");
        for (Finding finding : findings.subList(0, Math.min(CAUSES_NAMED, findings.size()))) {
            words.append(words.charAt(words.length() - 2) == ':' ? "" : "; and ")
                    .append(Text.line(finding.cause()))
                    .append(several ? " in " + Text.line(finding.environment()) : "")
                    .append(finding.proven() ? " (proven" : " (suspected");
            share(report, finding).ifPresent(share -> words.append(", ").append(share));
            words.append(')');
        }
        int more = findings.size() - CAUSES_NAMED;
        return Optional.of(words + (more > 0 ? "; and " + Numbers.counted(more, "further cause") : ""));
    }

    /** Said only when no environment has a stack that passes, though one was looked for. */
    private static Optional<String> nothingPassed(Report report, OutcomeCounts counts) {
        List<NothingPassed> all = NothingPassed.of(report);
        if (all.isEmpty() || all.size() < report.environments().size()) {
            return Optional.empty();
        }
        int probes = all.stream().mapToInt(NothingPassed::probes).sum();
        List<String> files = all.stream().map(NothingPassed::file).distinct().toList();
        String where = all.stream().allMatch(NothingPassed::isScripts)
                ? "; look at the script, whose own line raises each error"
                : files.size() == 1 && !files.get(0).isEmpty()
                        ? (counts.failing() == 1 && probes == 0 ? "; the error is raised in " : "; each time in ")
                                + Text.line(files.get(0))
                        : "; look at what all of them share before versions";
        return Optional.of(
                (probes == 0 ? "" : ", and so " + (probes == 1 ? "does " : "do ") + probes + " more, picked to differ")
                        + where);
    }

    /** {@code 41 % of what is possible}. */
    public static Optional<String> share(Report report, Finding finding) {
        return report.environment(finding.environment())
                .flatMap(environment -> environment.space().count())
                .filter(all -> all.signum() > 0)
                .flatMap(all ->
                        finding.stacksAffected().map(part -> Numbers.percent(part, all) + " of what is possible"));
    }

    /** The same with the largest slowdowns named, of suspected ones one; nothing is added where there are none. */
    Verdict withSlowdowns(List<Slowdown> slowdowns) {
        if (slowdowns.isEmpty()) {
            return this;
        }
        boolean isProven = slowdowns.get(0).proven();
        List<Slowdown> named = slowdowns.stream()
                .filter(one -> one.proven() == isProven)
                .limit(isProven ? SLOWDOWNS_NAMED : 1)
                .toList();
        int more = slowdowns.size() - named.size();
        return new Verdict(
                kind,
                sentence + " Measured: "
                        + named.stream()
                                .map(one -> Text.line(one.versions() + " has "
                                        + one.changes().get(0).words()))
                                .collect(Collectors.joining("; "))
                        + (isProven ? "" : " (suspected)")
                        + (more > 0 ? "; and " + Numbers.counted(more, "further difference") : "") + ".");
    }

    /** Said only when versions of one package that no passing stack holds account for every failing stack. */
    private static Optional<String> culprit(OutcomeCounts counts, List<PackageVersions> packages) {
        for (PackageVersions versions : packages) {
            List<PackageVersions.Row> suspects = versions.suspects();
            int support =
                    suspects.stream().mapToInt(PackageVersions.Row::support).sum();
            if (support == counts.failing() && versions.varies()) {
                String name = Text.line(versions.name());
                return Optional.of(
                        suspects.size() == 1
                                ? "; no passing stack holds " + name + " "
                                        + Text.line(suspects.get(0).version()) + ", and "
                                        + (counts.failing() == 1 ? "this one does" : "all failing ones do")
                                : "; each holds one of " + suspects.size() + " versions of " + name
                                        + " that no passing stack holds");
            }
        }
        return Optional.empty();
    }

    private static String allPassed(Report report, OutcomeCounts counts) {
        Optional<BigInteger> possible = Analysis.possible(report);
        String all =
                counts.total() == 1 ? "The only stack chosen passes" : "All " + stacks(counts.total()) + " chosen pass";
        if (possible.isEmpty()) {
            return all + ".";
        }
        return possible.get().equals(BigInteger.valueOf(counts.total()))
                ? all + "; there are no others."
                : all + ", out of " + Numbers.readable(possible.get()) + " possible.";
    }

    private static String unanswered(OutcomeCounts counts) {
        List<String> parts = new ArrayList<>();
        part(parts, counts.of(Outcome.FLAKY), "flaky");
        part(parts, counts.of(Outcome.INFRASTRUCTURE), "ended in infrastructure trouble");
        part(parts, counts.of(Outcome.CANCELLED), "cancelled");
        part(parts, counts.of(Outcome.NOT_REACHED), "not reached");
        return parts.isEmpty() ? "" : "; of the " + Numbers.grouped(counts.total()) + " chosen, " + joined(parts);
    }

    private static void part(List<String> parts, int count, String what) {
        if (count > 0) {
            String verb = what.startsWith("ended") ? " " : count == 1 ? " was " : " were ";
            parts.add(Numbers.grouped(count) + verb + what);
        }
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private static String nothingChosen(Report report) {
        boolean empty = !report.environments().isEmpty();
        for (Environment environment : report.environments()) {
            empty &= environment.space().count().equals(Optional.of(BigInteger.ZERO));
        }
        return empty ? "No stack meets the requirements." : "No stack was chosen, so nothing was tried.";
    }

    private static String stacks(long count) {
        return Numbers.counted(count, "stack");
    }

    private static String ended(String sentence) {
        return sentence.matches(".*[.!?]") ? sentence : sentence + ".";
    }
}
