package monkey.jobs.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import monkey.jobs.look.ScheduledLook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Look for new versions of the packages that are known. */
@Command(
        name = "releases",
        header = "Look for new versions of the packages that are known.",
        description = {
            "",
            "Asks the package indexes for every package that the knowledge base knows, and tells what is",
            "different since: versions that are new, and what else came to light. New versions are solved by",
            "whoever investigates, and the next run counts with them.",
            ""
        },
        sortOptions = false,
        footer = {"", "Examples:", "  monkey releases", "  monkey releases --every 1h"})
final class ReleasesCommand implements Callable<Integer> {
    @Mixin
    private LookOptions look;

    private final Terminal terminal;

    ReleasesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return look.look(terminal, ScheduledLook.Depth.CHANGES);
    }
}
