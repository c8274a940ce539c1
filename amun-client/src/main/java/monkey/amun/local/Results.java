package monkey.amun.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import monkey.amun.Failure;
import monkey.amun.Failure.Phase;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.LockedPackage;
import monkey.amun.Outcome;
import monkey.amun.Usage;
import monkey.amun.failures.Failures;
import tools.jackson.databind.JsonNode;

/** From the documents that the harness left to exactly one outcome. */
final class Results {
    private static final int SIGXCPU = 24;

    private final InspectionSpecification specification;
    private final Path work;
    private final boolean cancelled;

    /** @param cancelled whether somebody asked for it to stop; what had ended by then keeps its outcome */
    Results(InspectionSpecification specification, Path work, boolean cancelled) {
        this.specification = specification;
        this.work = work;
        this.cancelled = cancelled;
    }

    /** @param exit status of the harness, whose own words are in log: it has something to say only when it failed */
    InspectionResult read(int exit, String log) throws IOException {
        JsonNode build = Json.read(work.resolve("build/result"));
        if (build == null) {
            return ended(interrupted(), unfinished(exit, log), Duration.ZERO, "", List.of());
        }
        Duration buildTime = Duration.ofNanos((long) (build.get("seconds").asDouble() * 1e9));
        String buildLog = build.get("log").asString();
        String reason = build.get("reason").asString();
        if (!reason.equals("exited") || build.get("exit_code").asInt() != 0) {
            return notBuilt(reason, build.get("error").asString(), buildTime, buildLog);
        }
        List<ItemResult> items = new ArrayList<>();
        for (int item = 0; item < specification.batchSize(); item++) {
            JsonNode document = Json.read(work.resolve("results/" + item + "/result"));
            if (document == null) {
                break;
            }
            items.add(item(item, document, unfinished(exit, log)));
        }
        Outcome outcome = items.size() < specification.batchSize() ? interrupted() : together(items);
        String why = items.stream()
                .filter(item -> item.outcome() != Outcome.PASSED)
                .findFirst()
                .flatMap(ItemResult::failure)
                .map(Results::sentence)
                .orElse(outcome == Outcome.PASSED ? "" : unfinished(exit, log));
        return ended(outcome, outcome == Outcome.FLAKY ? disagreement(items) : why, buildTime, buildLog, items);
    }

    private InspectionResult notBuilt(String reason, String error, Duration time, String log) {
        if (reason.equals("cancelled")) {
            return ended(Outcome.CANCELLED, "cancelled while its environment was built", time, log, List.of());
        }
        if (reason.equals("not_started")) {
            return ended(Outcome.INFRASTRUCTURE, "the installer could not be started: " + error, time, log, List.of());
        }
        if (reason.equals("timed_out")) {
            String why = "the installer did not end within " + time.toSeconds() + " s";
            return ended(Outcome.INFRASTRUCTURE, why, time, log, List.of());
        }
        return notBuilt(specification, time, log, InstallerLog.blamesTheInfrastructure(log));
    }

    private ItemResult item(int number, JsonNode document, String unfinished) {
        JsonNode termination = document.get("termination");
        String reason = termination.get("reason").asString();
        OptionalInt exitCode = document.get("exit_code").isInt()
                ? OptionalInt.of(document.get("exit_code").asInt())
                : OptionalInt.empty();
        String stderr = document.get("stderr").asString();
        Outcome outcome = outcome(reason, exitCode, termination.get("oom_kills").asInt() > 0, stderr);
        Optional<Failure> failure = switch (outcome) {
            case PASSED, CANCELLED -> Optional.empty();
            case FAILED -> Optional.of(Failures.ofScript(exitCode.getAsInt(), stderr, Job.SCRIPT));
            case TIMED_OUT -> Optional.of(Failures.ofEnd(Phase.RUN, "timed out", allowedTime()));
            case OUT_OF_MEMORY -> Optional.of(Failures.ofEnd(Phase.RUN, "out of memory", allowedMemory()));
            default -> {
                String error = termination.get("error").asString();
                yield Optional.of(Failures.ofEnd(Phase.RUN, "infrastructure", error.isEmpty() ? unfinished : error));
            }
        };
        Instant started = moment(document.get("start_datetime"));
        Instant end = document.get("end_datetime").isNull() ? started : moment(document.get("end_datetime"));
        return new ItemResult(
                number,
                outcome,
                exitCode,
                started,
                Duration.between(started, end),
                usage(document.get("usage")),
                failure,
                document.toString());
    }

    private Outcome outcome(String reason, OptionalInt exitCode, boolean killedForMemory, String stderr) {
        if (reason.equals("timed_out") || exitCode.equals(OptionalInt.of(-SIGXCPU))) {
            return Outcome.TIMED_OUT;
        }
        if (exitCode.isEmpty() || reason.equals("cancelled") || reason.equals("not_started")) {
            return reason.equals("cancelled") ? Outcome.CANCELLED : interrupted();
        }
        if (exitCode.getAsInt() == 0) {
            return Outcome.PASSED;
        }
        // An allocation that was refused outright is the same news as one that got the process killed.
        boolean refused = Failures.ofScript(exitCode.getAsInt(), stderr, Job.SCRIPT)
                .type()
                .equals("MemoryError");
        return killedForMemory || refused ? Outcome.OUT_OF_MEMORY : Outcome.FAILED;
    }

    private Outcome interrupted() {
        return cancelled ? Outcome.CANCELLED : Outcome.INFRASTRUCTURE;
    }

    private String unfinished(int exit, String log) {
        if (cancelled) {
            return "cancelled before it ended";
        }
        String said = log.strip();
        return "the harness ended with " + exit
                + (said.isEmpty() ? "" : ": " + said.substring(said.lastIndexOf('\n') + 1));
    }

    private static Outcome together(List<ItemResult> items) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        items.forEach(item -> outcomes.add(item.outcome()));
        for (Outcome overriding : List.of(Outcome.CANCELLED, Outcome.INFRASTRUCTURE)) {
            if (outcomes.contains(overriding)) {
                return overriding;
            }
        }
        return outcomes.size() == 1 ? outcomes.iterator().next() : Outcome.FLAKY;
    }

    private static String disagreement(List<ItemResult> items) {
        long passed =
                items.stream().filter(item -> item.outcome() == Outcome.PASSED).count();
        return passed + " of " + items.size() + " items passed";
    }

    private String allowedTime() {
        return "longer than " + (specification.limits().timeout().toMillis() / 1000.0) + " s";
    }

    private String allowedMemory() {
        return "more than " + (specification.limits().memory() >> 20) + " MiB";
    }

    private InspectionResult ended(Outcome outcome, String why, Duration time, String log, List<ItemResult> items) {
        Optional<Failure> failure = items.stream()
                .map(ItemResult::failure)
                .flatMap(Optional::stream)
                .findFirst();
        if (failure.isEmpty() && outcome == Outcome.INFRASTRUCTURE) {
            failure = Optional.of(Failures.ofEnd(Phase.RUN, "infrastructure", why));
        }
        return new InspectionResult(specification.identifier(), outcome, why, failure, time, log, items);
    }

    private static String sentence(Failure failure) {
        return failure.message().isEmpty() ? failure.type() : failure.type() + ": " + failure.message();
    }

    private static Instant moment(JsonNode datetime) {
        return LocalDateTime.parse(datetime.asString()).toInstant(ZoneOffset.UTC);
    }

    private static Optional<Usage> usage(JsonNode usage) {
        return usage.isNull()
                ? Optional.empty()
                : Optional.of(new Usage(
                        usage.get("ru_utime").asDouble(),
                        usage.get("ru_stime").asDouble(),
                        usage.get("ru_maxrss").asLong() << 10,
                        usage.get("ru_minflt").asLong(),
                        usage.get("ru_majflt").asLong(),
                        usage.get("ru_nvcsw").asLong(),
                        usage.get("ru_nivcsw").asLong()));
    }

    /** Of a stack one of whose source distributions could not be built. */
    static InspectionResult notBuilt(
            InspectionSpecification specification, LockedPackage source, SourceBuilds.Built built) {
        return notBuilt(
                specification, Duration.ZERO, "Building " + source.filename() + "\n" + built.log(), built.tryAgain());
    }

    private static InspectionResult notBuilt(
            InspectionSpecification specification, Duration time, String log, boolean infrastructure) {
        Failure failure = Failures.ofBuild(log);
        return new InspectionResult(
                specification.identifier(),
                infrastructure ? Outcome.INFRASTRUCTURE : Outcome.BUILD_FAILED,
                sentence(failure),
                Optional.of(failure),
                time,
                log,
                List.of());
    }

    /** Of an inspection that our own side could not run. */
    static InspectionResult infrastructure(InspectionSpecification specification, String why) {
        return new InspectionResult(
                specification.identifier(),
                Outcome.INFRASTRUCTURE,
                why,
                Optional.of(Failures.ofEnd(Phase.RUN, "infrastructure", why)),
                Duration.ZERO,
                "",
                List.of());
    }
}
