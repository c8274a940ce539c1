package monkey.jobs.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command that does something understands. */
final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "keep knowledge and caches there (default: MONKEY_HOME, else ~/.monkey)")
    private String home;

    @Option(
            names = {"-q", "--quiet"},
            description = "say nothing but answers and mistakes")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "say more, and show stack traces of internal errors")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    private boolean help;

    Path home() {
        return Home.open(Home.locate(home, System.getenv()));
    }

    /** Where home would be, without making it. */
    Path homeAsIs() {
        return Home.locate(home, System.getenv());
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }
}
