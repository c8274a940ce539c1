package monkey.jobs.command;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Where the program starts: the command line is understood first, and only what the command needs is loaded then. */
public final class Monkey {
    private static final int WIDTH = 100;

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
        CommandLine commandLine = commandLine(terminal, arguments.length == 0 ? "" : arguments[0]);
        if (arguments.length == 0) {
            commandLine.usage(terminal.err());
            return ExitCode.WRONG_INPUT;
        }
        return commandLine.execute(arguments);
    }

    /** @param command the one that is asked for: only it needs its options, of which there are many */
    static CommandLine commandLine(Terminal terminal, String command) {
        CommandLine commandLine = new CommandLine(new RootCommand(), new CommandFactory(terminal));
        CommandLine asked = commandLine.getSubcommands().get(command);
        if (asked != null && asked.getCommand() instanceof ExperimentCommand) {
            ExperimentArguments.addOptions(asked.getCommandSpec());
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
