package monkey.jobs.command;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.dataset.learning.ParkedRun;
import monkey.dataset.message.MessageTrail;
import monkey.jobs.messages.MessageType;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows what a run asked for. */
@Command(
        name = "trace",
        header = "Follow what a run asked for, message by message.",
        description = {
            "",
            "Who asked, because of which message, what was learnt, and how long it took. Of a run that learnt",
            "by itself there is nothing to follow.",
            "",
            "A line has: seconds since the run first asked, the message's number, what it says, which message",
            "caused it (none: the run), how long it waited to be handled, and of a dead letter why.",
            ""
        },
        sortOptions = false,
        footer = {"", "Example:", "  monkey trace 12"})
final class TraceCommand implements Callable<Integer> {
    @Mixin
    private RunChoice choice;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    TraceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Database database = Database.open(common.home())) {
            Dataset dataset = Dataset.open(database.dataSource());
            long run = choice.among(dataset.runs()).id();
            Optional<ParkedRun> parked = dataset.parkedRuns().find(run);
            if (parked.isEmpty()) {
                terminal.say("run " + run + " learnt what it needed by itself, or knew it: it asked nobody.");
                return ExitCode.DONE;
            }
            tell(run, parked.get(), dataset.trail().of(parked.get().correlationId()));
        }
        return ExitCode.DONE;
    }

    private void tell(long run, ParkedRun parked, List<MessageTrail.Step> steps) {
        Map<UUID, Integer> numbers = new HashMap<>();
        for (MessageTrail.Step step : steps) {
            numbers.put(step.id(), numbers.size() + 1);
        }
        steps.forEach(step -> terminal.answer(line(step, parked.parkedAt(), numbers)));
        long solved = steps.stream()
                .filter(step -> step.topic().equals(MessageType.SOLVED_PACKAGE.baseName()))
                .count();
        long dead = steps.stream().filter(step -> "dead".equals(step.result())).count();
        terminal.say("run " + run + " asked in " + parked.rounds() + (parked.rounds() == 1 ? " round" : " rounds")
                + " for " + parked.pagesAsked() + " pages and " + parked.versionsAsked() + " versions; "
                + steps.size() + " messages, " + solved + " solved, " + dead + " dead letters; "
                + (parked.resumedAt() == null
                        ? "it still waits for " + parked.openNeeds()
                        : "it went on after "
                                + Durations.words(Duration.between(parked.parkedAt(), parked.resumedAt()))));
    }

    private static String line(MessageTrail.Step step, Instant start, Map<UUID, Integer> numbers) {
        Integer cause = step.causeId() == null ? null : numbers.get(step.causeId());
        String title = MessageType.find(step.topic()).map(MessageType::title).orElse(step.topic());
        return "%8.3f  #%-4d %-18s %-32s %-10s %s"
                .formatted(
                        Duration.between(start, step.writtenAt()).toMillis() / 1000.0,
                        numbers.get(step.id()),
                        title,
                        subject(step),
                        cause == null ? "by the run" : "by #" + cause,
                        handled(step))
                .stripTrailing();
    }

    private static String subject(MessageTrail.Step step) {
        if (step.payload() == null) {
            return String.valueOf(step.key());
        }
        JsonNode version = JsonMapper.shared().readTree(step.payload()).path("package_version");
        return step.key() + (version.isString() ? "==" + version.asString() : "");
    }

    private static String handled(MessageTrail.Step step) {
        if (step.handledAt() == null) {
            return step.publishedAt() == null ? "not published yet" : "not handled yet";
        }
        String after = Duration.between(step.writtenAt(), step.handledAt()).toMillis() + " ms";
        return "dead".equals(step.result()) ? after + ", dead letter: " + step.reason() : after;
    }
}
