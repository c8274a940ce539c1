package monkey.jobs.command;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.investigate.Investigator;
import monkey.jobs.investigate.InvestigatorSettings;
import monkey.jobs.transport.Kafka;
import monkey.jobs.watch.WatchServer;
import monkey.jobs.workbench.LearningBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns what messages ask for, until it is stopped. */
@Command(
        name = "investigate",
        header = "Learn what messages ask for: handle them, look at indexes, solve versions.",
        description = {
            "",
            "Handles the messages of others (runs that wait, scheduled looks, anybody who sends one), solves what",
            "they ask for, and tells of it. Runs on the same knowledge base notice it and wait for it instead of",
            "learning by themselves. Several may work at a time. Ctrl-C ends it; what is unfinished waits for the",
            "next. Without a Kafka of your own (spring.kafka.bootstrap-servers) one is started on this machine.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  monkey investigate",
            "  monkey investigate --python 3.11 --python 3.12",
            "  monkey investigate --until-idle",
            "  monkey investigate --http 9400",
        })
final class InvestigateCommand implements Callable<Integer> {
    private static final int QUIET_LOOKS = 25;
    private static final long LOOK_MILLISECONDS = 200;
    private static final long LONGEST_ENDING_SECONDS = 25;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description =
                    "solve for this Python of this machine; may be given several times (default: for all environments"
                            + " that runs have used, or the newest Python here)")
    private List<String> pythons = List.of();

    @Option(
            names = "--solvers",
            paramLabel = "N",
            defaultValue = "4",
            description = "how many packages are solved at a time (default: ${DEFAULT-VALUE})")
    private int solvers;

    @Option(
            names = "--security",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "also look at the code of what is solved, whenever nothing is left to solve (default: true)")
    private boolean security;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "serve /metrics and /health there, on loopback only; 0 for any port that is free")
    private Integer port;

    @Option(names = "--until-idle", description = "end as soon as nothing is left to be handled or done")
    private boolean untilIdle;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    InvestigateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (solvers < 1) {
            throw CommandException.wrongInput("--solvers " + solvers + " solves nothing: write 1 or more.");
        }
        if (common.verbose()) {
            Logging.more();
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> holdUntil(stop, ended), "investigation-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (LearningBench bench = LearningBench.open(common.home())) {
            Optional<List<Integer>> environments = environments(bench);
            try (Kafka kafka = Kafka.open(common.home());
                    Investigator investigator = Investigator.start(
                            bench, kafka, new InvestigatorSettings(environments, solvers, security, true), meters);
                    AutoCloseable watched = watch(investigator)) {
                if (!common.quiet()) {
                    terminal.say("investigating; messages come from " + kafka.bootstrapServers() + ". Ctrl-C ends it.");
                }
                work(investigator, stop);
            }
        } finally {
            ended.countDown();
        }
        return stop.getCount() == 0 ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private AutoCloseable watch(Investigator investigator) throws IOException {
        if (port == null) {
            return () -> {};
        }
        try {
            WatchServer server = WatchServer.start(port, meters, investigator::health);
            terminal.say("metrics and health: http://127.0.0.1:" + server.port() + "/metrics and /health");
            return server;
        } catch (BindException e) {
            throw CommandException.wrongInput("port " + port + " is taken: name another by --http, or 0 for any.");
        }
    }

    /** Where nobody has said for what, and nobody has run anything yet, it is for this machine's newest Python. */
    private Optional<List<Integer>> environments(LearningBench bench) throws IOException {
        if (!pythons.isEmpty()) {
            return Optional.of(ids(bench.environments(pythons)));
        }
        if (bench.dataset().runs().environments().isEmpty()) {
            bench.environments(List.of("3"));
        }
        return Optional.empty();
    }

    private static List<Integer> ids(List<RecordedEnvironment> environments) {
        return environments.stream().map(RecordedEnvironment::id).toList();
    }

    private void work(Investigator investigator, CountDownLatch stop) throws InterruptedException {
        int quiet = 0;
        String trouble = "";
        while (!stop.await(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            String now = investigator.health().getOrDefault("relay", "");
            if (!now.equals(trouble)) {
                trouble = now;
                terminal.say(trouble.isEmpty() ? "messages travel again" : "messages wait: " + trouble);
            }
            if (untilIdle) {
                quiet = investigator.isIdle() && behind() == 0 ? quiet + 1 : 0;
                if (quiet >= QUIET_LOOKS) {
                    return;
                }
            }
        }
    }

    /** How many messages are on topics that nobody has handled: those of others are in no outbox of ours. */
    private double behind() {
        return meters.find("monkey.messages.lag").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private static void holdUntil(CountDownLatch stop, CountDownLatch ended) {
        stop.countDown();
        try {
            ended.await(Duration.ofSeconds(LONGEST_ENDING_SECONDS).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
