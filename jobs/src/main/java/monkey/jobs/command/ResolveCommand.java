package monkey.jobs.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import monkey.jobs.choose.ChosenStacks;
import monkey.jobs.choose.StrategyRequest;
import monkey.jobs.encode.Encoding;
import monkey.jobs.encode.Member;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.ending.Ending;
import monkey.resolver.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes stacks, and runs nothing. */
@Command(
        name = "resolve",
        header = "Write the stacks that the strategy chooses; run nothing.",
        description = {
            "",
            "One stack a line: name==version, sorted by name, separated by blanks. How it ended goes to standard",
            "error. Of several environments the stacks come one after the other; JSON keeps them apart.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  monkey resolve 'flask>=1.0,<2.3' --strategy latest            the stack that an installer would pick",
            "  monkey resolve experiment.yaml --strategy sample --limit 10   ten at random, uniformly",
            "  monkey resolve experiment.yaml --format json"
        })
final class ResolveCommand implements Callable<Integer>, ExperimentCommand {
    private static final int LOOK_EVERY = 1000;

    /** How stacks are written. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how stacks are written (default: ${DEFAULT-VALUE})")
    private Format format;

    @Mixin
    private ExperimentArguments arguments;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    ResolveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidExperimentException {
        try (Session session = Session.open(arguments, common, spec, terminal, false)) {
            StackOutput output =
                    format == Format.json ? new StackOutput.Json(terminal) : new StackOutput.Text(terminal);
            Emptiness emptiness = new Emptiness(session);
            boolean whole = true;
            for (Target target : session.targets()) {
                Encoding space = session.encode(target);
                try (ResolverProcess resolver = session.workbench().resolver(space.graph())) {
                    whole &= write(session, target, space, resolver, output, emptiness);
                }
                if (terminal.readerIsGone()) {
                    return ExitCode.DONE;
                }
            }
            output.end();
            terminal.flush();
            int code = emptiness.say(terminal);
            return code == ExitCode.DONE && !whole ? ExitCode.FAILED : code;
        }
    }

    /** Whether all stacks that were asked for came. */
    private boolean write(
            Session session,
            Target target,
            Encoding space,
            ResolverProcess resolver,
            StackOutput output,
            Emptiness emptiness)
            throws IOException {
        IntPredicate isVersion = id -> space.member(id).isPackageVersion();
        Request request =
                StrategyRequest.of(session.experiment().strategy(), space.graph(), isVersion, Request.NO_LIMIT);
        output.begin(target.name());
        Ending ending;
        long count = 0;
        try (ChosenStacks stacks = new ChosenStacks(resolver, space.graph(), request, isVersion)) {
            for (int[] stack; (stack = stacks.next()) != null; ) {
                output.stack(pins(space.stack(stack)));
                if (++count % LOOK_EVERY == 0 && terminal.readerIsGone()) {
                    return true;
                }
            }
            ending = stacks.ending();
        }
        output.end(ending.word());
        session.progress()
                .note(target.name() + ": " + ending.word() + ", " + count + (count == 1 ? " stack" : " stacks"));
        if (count == 0 && ending == Ending.COMPLETE) {
            emptiness.add(target, space, resolver);
        }
        return ending == Ending.COMPLETE || ending == Ending.LIMIT;
    }

    private static List<String> pins(List<Member> stack) {
        return stack.stream().map(Member::toString).toList();
    }
}
