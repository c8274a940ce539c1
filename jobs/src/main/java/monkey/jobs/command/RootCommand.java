package monkey.jobs.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
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
            "can be installed, runs your script in those you choose, and reports which of them fail and why.",
            ""
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
    /** In the order of the help. Reading what a command declares takes time: it is done for the one that is asked for. */
    static final Map<String, Class<?>> COMMANDS = commands(
            RunCommand.class,
            LearnCommand.class,
            InvestigateCommand.class,
            ReleasesCommand.class,
            VerifyCommand.class,
            ShowCommand.class,
            TraceCommand.class,
            CountCommand.class,
            ResolveCommand.class,
            GraphCommand.class,
            RunsCommand.class,
            ReportCommand.class,
            CancelCommand.class,
            InspectCommand.class,
            InitCommand.class,
            ArgoCommand.class,
            DoctorCommand.class,
            ServicesCommand.class,
            MessagesCommand.class);

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

    private static Map<String, Class<?>> commands(Class<?>... classes) {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        for (Class<?> command : classes) {
            commands.put(command.getAnnotation(Command.class).name(), command);
        }
        return commands;
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
