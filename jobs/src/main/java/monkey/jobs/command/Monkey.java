package monkey.jobs.command;

import java.util.Set;
import monkey.jobs.experiment.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Where the program starts: the command line is understood first, and only what the command needs is loaded then. */
public final class Monkey {
    private static final int WIDTH = 100;
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private Monkey() {}

    public static void main(String[] arguments) {
        Logging.keep();
        Terminal terminal = Terminal.ofProcess();
        int code = run(terminal, arguments);
        terminal.flush();
        System.exit(code);
    }

    /** Runs one command. Answers are on the terminal's standard output when this returns, though not yet flushed. */
    static int run(Terminal terminal, String... arguments) {
        CommandLine commandLine = commandLine(terminal, arguments.length == 0 ? "--help" : arguments[0]);
        if (arguments.length == 0) {
            commandLine.usage(terminal.err());
            return ExitCode.WRONG_INPUT;
        }
        return commandLine.execute(arguments);
    }

    /** @param first the first word: the command if there is such a one, and only that is looked at */
    private static CommandLine commandLine(Terminal terminal, String first) {
        CommandFactory factory = new CommandFactory(terminal);
        CommandLine commandLine = new CommandLine(new RootCommand(), factory);
        Class<?> asked = RootCommand.COMMANDS.get(first);
        if (asked == null) {
            if (!VERSION.contains(first)) {
                RootCommand.headlines().forEach(commandLine.getCommandSpec()::addSubcommand);
            }
        } else {
            CommandLine subcommand = new CommandLine(factory.create(asked), factory);
            if (ExperimentCommand.class.isAssignableFrom(asked)) {
                ExperimentArguments.addOptions(subcommand.getCommandSpec());
            }
            commandLine.addSubcommand(first, subcommand);
        }
        return commandLine
                .setOut(new java.io.PrintWriter(terminal.out(), true))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .setColorScheme(Help.defaultColorScheme(terminal.colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler((problem, given) -> explain(problem, terminal))
                .setExecutionExceptionHandler(
                        (problem, failed, parsed) -> Failures.explain(problem, terminal, isVerbose(parsed)));
    }

    private static int explain(CommandLine.ParameterException problem, Terminal terminal) {
        CommandSpec spec = problem.getCommandLine().getCommandSpec();
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
                && spec.parent() == null
                && !unmatched.isUnknownOption()) {
            String written = unmatched.getUnmatched().get(0);
            String near = NearestName.to(written, RootCommand.COMMANDS.keySet())
                    .map(name -> " Did you mean '" + name + "'?")
                    .orElse("");
            terminal.say("monkey: there is no command '" + written + "'." + near + " See 'monkey --help'.");
            return ExitCode.WRONG_INPUT;
        }
        terminal.say(spec.qualifiedName() + ": " + problem.getMessage());
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream().limit(3).forEach(near -> terminal.say("Did you mean '" + near + "'?"));
        }
        terminal.say("See '" + spec.qualifiedName() + " --help'.");
        return ExitCode.WRONG_INPUT;
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.hasSubcommand()
                && (parsed.subcommand().hasMatchedOption("--verbose") || isVerbose(parsed.subcommand()));
    }
}
