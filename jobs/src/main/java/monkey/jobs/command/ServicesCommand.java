package monkey.jobs.command;

import java.nio.file.Path;
import monkey.jobs.services.Services;
import monkey.jobs.services.ServicesStatus;
import monkey.jobs.transport.Kafka;
import monkey.jobs.workbench.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps what commands need running from one to the next. */
@Command(
        name = "services",
        header = "Keep database and Kafka running between commands: start, stop, status.",
        description = {
            "",
            "Commands start what they need (a database; those that send or handle messages, a Kafka broker) and",
            "stop it again; several at a time share one. 'start' keeps both running until 'stop', which makes",
            "short commands shorter. With a PostgreSQL and a Kafka of your own (spring.datasource.url,",
            "spring.kafka.bootstrap-servers) there is nothing to start.",
            ""
        })
final class ServicesCommand implements java.util.concurrent.Callable<Integer> {
    /** What is to be done. */
    enum Action {
        start,
        stop,
        status
    }

    @Parameters(paramLabel = "start|stop|status", description = "what is to be done")
    private Action action;

    @Option(names = "--json", description = "say it in JSON, with the addresses")
    private boolean json;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    ServicesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path home = common.home();
        Services services = Services.of(home);
        ServicesStatus status = switch (action) {
            case start -> started(home, services);
            case stop -> services.stop();
            case status -> services.status();
        };
        terminal.answer(json ? status.json() : status.text());
        DatabaseSettings.configured(home)
                .ifPresent(own -> terminal.say("note: commands use the database that is configured, " + own));
        Kafka.configured(home)
                .ifPresent(own -> terminal.say("note: commands use the Kafka that is configured, " + own));
        return ExitCode.DONE;
    }

    /** With topics: whoever sends a message next may not be one of ours. */
    private static ServicesStatus started(Path home, Services services) {
        ServicesStatus status = services.start();
        try (Kafka kafka = Kafka.open(home)) {
            kafka.topics().make();
        }
        return status;
    }
}
