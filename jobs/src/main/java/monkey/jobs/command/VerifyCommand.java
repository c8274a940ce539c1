package monkey.jobs.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import monkey.jobs.look.ScheduledLook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Hold what is known against the indexes. */
@Command(
        name = "verify",
        header = "Hold what is known against the indexes.",
        description = {
            "",
            "Compares every page of the package indexes with what the knowledge base knows of it, file by file.",
            "A version that is gone is never chosen again, and stacks that have it are marked; one that is back",
            "may be. Files that are others than they were are read again by whoever investigates.",
            ""
        },
        sortOptions = false,
        footer = {"", "Examples:", "  monkey verify", "  monkey verify --every 1h"})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private LookOptions look;

    private final Terminal terminal;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return look.look(terminal, ScheduledLook.Depth.EVERYTHING);
    }
}
