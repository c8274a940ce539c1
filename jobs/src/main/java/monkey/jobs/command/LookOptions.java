package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import monkey.dataset.knowledge.PageDifference;
import monkey.jobs.experiment.Quantities;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.look.ScheduledLook;
import monkey.jobs.workbench.LearningBench;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that look at the indexes have in common: once, or again and again. */
final class LookOptions {
    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "look again and again, as by --every 1h, until Ctrl-C (default: once)")
    private String every;

    @Option(
            names = "--index",
            paramLabel = "URL",
            description = "look there; may be given several times (default: the indexes that pip is configured with)")
    private List<String> indexes = List.of();

    @Mixin
    private CommonOptions common;

    int look(Terminal terminal, ScheduledLook.Depth depth) throws IOException, InterruptedException {
        Duration pause = every == null ? null : pause(every);
        Path home = common.home();
        while (true) {
            boolean allAnswered = lookOnce(terminal, home, depth);
            terminal.flush();
            if (pause == null) {
                return allAnswered ? ExitCode.DONE : ExitCode.FAILED;
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private boolean lookOnce(Terminal terminal, Path home, ScheduledLook.Depth depth)
            throws IOException, InterruptedException {
        try (LearningBench bench = LearningBench.open(home);
                Progress progress = new Progress(terminal, common.quiet())) {
            ScheduledLook look = new ScheduledLook(
                    bench.dataset(), new Inquiry(bench.indexes(), Clock.systemUTC()), locations(bench), depth);
            ScheduledLook.Seen seen = look.look((done, all) -> progress.at("pages", done, all));
            progress.close();
            seen.differences().forEach(difference -> terminal.answer(words(difference)));
            seen.unanswered().forEach(terminal::say);
            if (!common.quiet()) {
                terminal.say(sentence(seen, bench));
            }
            return seen.unanswered().isEmpty();
        }
    }

    private List<IndexLocation> locations(LearningBench bench) {
        try {
            return indexes.isEmpty()
                    ? bench.locations()
                    : indexes.stream().map(IndexLocation::of).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongInput(e.getMessage() + ".");
        }
    }

    private static String sentence(ScheduledLook.Seen seen, LearningBench bench) {
        Map<String, Long> kinds = seen.differences().stream()
                .collect(Collectors.groupingBy(LookOptions::kind, TreeMap::new, Collectors.counting()));
        String found = kinds.isEmpty()
                ? "nothing is different"
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
        String waiting = kinds.isEmpty() || bench.dataset().presence().anyInvestigator()
                ? ""
                : "; what follows of it is done by 'monkey investigate'";
        return seen.pages() + (seen.pages() == 1 ? " page: " : " pages: ") + found + waiting;
    }

    private static String kind(PageDifference difference) {
        if (difference instanceof PageDifference.Released) {
            return "released";
        }
        if (difference instanceof PageDifference.FilesChanged) {
            return "with other files";
        }
        return difference instanceof PageDifference.Gone ? "gone" : "packages gone";
    }

    private static String words(PageDifference difference) {
        if (difference instanceof PageDifference.Released released) {
            return "released  " + released.packageName() + "==" + released.version();
        }
        if (difference instanceof PageDifference.Gone gone) {
            return "gone      " + gone.packageName() + "==" + gone.version();
        }
        if (difference instanceof PageDifference.FilesChanged changed) {
            return "files     " + changed.packageName() + "==" + changed.version() + "  "
                    + changed.gone().size() + " gone, " + changed.added().size() + " new";
        }
        return "gone      " + difference.packageName();
    }

    private static Duration pause(String written) {
        return Quantities.duration(written)
                .orElseThrow(() -> CommandException.wrongInput(
                        "--every '" + written + "' is no time: write it as 30m, 1h or 1d."));
    }
}
