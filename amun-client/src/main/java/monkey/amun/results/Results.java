package monkey.amun.results;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import monkey.amun.Failure;
import monkey.amun.Failure.Phase;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.amun.Usage;
import monkey.amun.failures.Failures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the documents that the harness left to exactly one outcome. */
public final class Results {
    /** Name of the script's file, which tracebacks show. */
    public static final String SCRIPT = "script.py";

    private static final int SIGXCPU = 24;

    private final InspectionSpecification specification;
    private final boolean cancelled;
    private final String unfinished;

    /**
     * @param cancelled whether somebody asked for it to stop; what had ended by then keeps its outcome
     * @param unfinished says of what did not end, and was not cancelled, why
     */
    public Results(InspectionSpecification specification, boolean cancelled, String unfinished) {
        this.specification = specification;
        this.cancelled = cancelled;
        this.unfinished = cancelled ? "cancelled before it ended" : unfinished;
    }

    /**
     * @param build how the build ended; null where it did not
     * @param documents of the items that started, in order from the first
     */
    public InspectionResult read(JsonNode build, List<JsonNode> documents) {
        if (build == null) {
            return ended(interrupted(), unfinished, Duration.ZERO, "", List.of());
        }
        Duration buildTime = Duration.ofNanos((long) (build.get("seconds").asDouble() * 1e9));
        String buildLog = build.get("log").asString();
        String reason = build.get("reason").asString();
        if (!reason.equals("exited") || build.get("exit_code").asInt() != 0) {
            return notBuilt(reason, build.get("error").asString(), buildTime, buildLog);
        }
        List<ItemResult> items = new ArrayList<>();
        for (JsonNode document : documents) {
            items.add(item(items.size(), document));
        }
        Outcome outcome = items.size() < specification.batchSize()
                ? interrupted()
                : Outcome.together(items.stream().map(ItemResult::outcome).toList());
        String why = items.stream()
                .filter(item -> item.outcome() != Outcome.PASSED)
                .findFirst()
                .flatMap(ItemResult::failure)
                .map(Results::sentence)
                .orElse(outcome == Outcome.PASSED ? "" : unfinished);
        return ended(outcome, outcome == Outcome.FLAKY ? disagreement(items) : why, buildTime, buildLog, items);
    }

    /**
     * Of an inspection about whose end something else than its documents decides, such as a pod that was killed. What had
     * ended before keeps its outcome; the item that ran shares the inspection's.
     *
     * @param build null where it had not ended
     * @param log what was said besides
     */
    public InspectionResult endedAs(Outcome outcome, String why, JsonNode build, List<JsonNode> documents, String log) {
        List<ItemResult> items = new ArrayList<>();
        for (JsonNode document : documents) {
            JsonNode known = document.deepCopy();
            ObjectNode termination = (ObjectNode) known.get("termination");
            if (Set.of("running", "cancelled")
                    .contains(termination.get("reason").asString())) {
                if (outcome == Outcome.OUT_OF_MEMORY) {
                    termination.put("reason", "signalled").put("oom_kills", 1);
                    ((ObjectNode) known).put("exit_code", -9);
                } else {
                    termination.put(
                            "reason",
                            switch (outcome) {
                                case TIMED_OUT -> "timed_out";
                                case CANCELLED -> "cancelled";
                                default -> "not_started";
                            });
                }
                termination.put("error", why);
            }
            items.add(item(items.size(), known));
        }
        Optional<Failure> failure = switch (outcome) {
            case OUT_OF_MEMORY -> Optional.of(Failures.ofEnd(Phase.RUN, "out of memory", allowedMemory()));
            case TIMED_OUT -> Optional.of(Failures.ofEnd(Phase.RUN, "timed out", why));
            case INFRASTRUCTURE -> Optional.of(Failures.ofEnd(Phase.RUN, "infrastructure", why));
            default -> Optional.empty();
        };
        Duration time = build == null
                ? Duration.ZERO
                : Duration.ofNanos((long) (build.get("seconds").asDouble() * 1e9));
        return new InspectionResult(specification.identifier(), outcome, why, failure, time, log, items);
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

    private ItemResult item(int number, JsonNode document) {
        JsonNode termination = document.get("termination");
        String reason = termination.get("reason").asString();
        OptionalInt exitCode = document.get("exit_code").isInt()
                ? OptionalInt.of(document.get("exit_code").asInt())
                : OptionalInt.empty();
        String stderr = document.get("stderr").asString();
        Outcome outcome = outcome(reason, exitCode, termination.get("oom_kills").asInt() > 0, stderr);
        Optional<Failure> failure = switch (outcome) {
            case PASSED, CANCELLED -> Optional.empty();
            case FAILED ->
                Optional.of(Failures.ofScript(
                        exitCode.getAsInt(), stderr, document.get("stdout").asString(""), SCRIPT));
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
        boolean refused =
                Failures.ofScript(exitCode.getAsInt(), stderr, SCRIPT).type().equals("MemoryError");
        return killedForMemory || refused ? Outcome.OUT_OF_MEMORY : Outcome.FAILED;
    }

    private Outcome interrupted() {
        return cancelled ? Outcome.CANCELLED : Outcome.INFRASTRUCTURE;
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

    /**
     * Of a stack whose environment could not be made.
     *
     * @param log the installer's words
     * @param infrastructure whether they blame something else than the stack
     */
    public static InspectionResult notBuilt(
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
    public static InspectionResult infrastructure(InspectionSpecification specification, String why) {
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
