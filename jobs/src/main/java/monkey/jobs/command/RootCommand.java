package monkey.jobs.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is said to somebody who names no command. */
@Command(
        name = "monkey",
        versionProvider = RootCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "Runs what your requirements allow, and names the versions to blame.",
            "",
            "A library that declares 'flask>=1.0' allows thousands of software stacks, of which nobody ever ran",
            "more than a few. This program learns what the package indexes offer, works out every stack that",
            "can be installed, runs your script in those you choose, and reports which of them fail and why."
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nA first quarter of an hour:%n",
        footer = {
            "  monkey doctor                       what this machine has and lacks",
            "  monkey init                         write experiment.yaml from pyproject.toml or requirements.txt",
            "  monkey count experiment.yaml        how many stacks are possible",
            "  monkey run experiment.yaml          run them, within the experiment's budget, and write a report",
            "",
            "  No file is needed for a quick look, since every key of an experiment has an option:",
            "  monkey count 'flask>=1.0,<2.3' --python 3.11",
            "  monkey resolve 'flask>=1.0,<2.3' --python 3.11 --strategy latest",
            "  monkey run --require 'flask>=1.0,<2.3' --script smoke.py --strategy cover --limit 40",
            "",
            "Where things lie:",
            "  monkey-reports/NAME-RUN/            report.html, .md, .json and .sarif, junit.xml of a run",
            "  ~/.monkey, or MONKEY_HOME           knowledge base and caches; delete it to forget everything",
            "",
            "Package indexes are those that pip is configured with. A PostgreSQL of your own is used when",
            "SPRING_DATASOURCE_URL (or spring.datasource.url in application.properties) names it, and a Kafka of",
            "your own when SPRING_KAFKA_BOOTSTRAP_SERVERS does.",
            "",
            "Exit codes: 0 done, 1 the run itself failed, 2 wrong usage or input, 3 it found what --fail-on",
            "names, 130 stopped by Ctrl-C.",
            "'monkey COMMAND --help' says more about each command."
        })
final class RootCommand {
    /**
     * By name, in the order of the help. Names stand here though each command declares its own: reading what a command
     * declares takes time, and is done for the one that is asked for.
     */
    static final Map<String, Class<?>> COMMANDS = inOrder(
            Map.entry("run", RunCommand.class),
            Map.entry("learn", LearnCommand.class),
            Map.entry("investigate", InvestigateCommand.class),
            Map.entry("releases", ReleasesCommand.class),
            Map.entry("verify", VerifyCommand.class),
            Map.entry("show", ShowCommand.class),
            Map.entry("trace", TraceCommand.class),
            Map.entry("count", CountCommand.class),
            Map.entry("resolve", ResolveCommand.class),
            Map.entry("graph", GraphCommand.class),
            Map.entry("runs", RunsCommand.class),
            Map.entry("report", ReportCommand.class),
            Map.entry("cancel", CancelCommand.class),
            Map.entry("inspect", InspectCommand.class),
            Map.entry("init", InitCommand.class),
            Map.entry("argo", ArgoCommand.class),
            Map.entry("doctor", DoctorCommand.class),
            Map.entry("services", ServicesCommand.class),
            Map.entry("messages", MessagesCommand.class));

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    @SafeVarargs
    private static Map<String, Class<?>> inOrder(Map.Entry<String, Class<?>>... commands) {
        Map<String, Class<?>> inOrder = new LinkedHashMap<>();
        for (Map.Entry<String, Class<?>> command : commands) {
            inOrder.put(command.getKey(), command.getValue());
        }
        return inOrder;
    }

    /** Commands as far as the list of them needs: name and headline, and nothing that could be called. */
    static Map<String, CommandSpec> headlines() {
        Map<String, CommandSpec> headlines = new LinkedHashMap<>();
        COMMANDS.forEach((name, type) -> {
            CommandSpec spec = CommandSpec.create().name(name);
            spec.usageMessage().header(type.getAnnotation(Command.class).header());
            // What follows a command that is not the first word is not what is wrong.
            spec.parser().unmatchedArgumentsAllowed(true);
            headlines.put(name, spec);
        });
        return headlines;
    }

    /** As the build wrote it into the jar. */
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Monkey.class.getPackage().getImplementationVersion();
            return new String[] {"Dependency Monkey " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
