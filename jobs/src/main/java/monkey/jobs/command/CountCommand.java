package monkey.jobs.command;

import java.io.IOException;
import java.math.BigInteger;
import java.util.concurrent.Callable;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says how many stacks are possible. */
@Command(
        name = "count",
        header = "Say exactly how many stacks are possible.",
        description = {
            "",
            "One decimal number on standard output; of several environments a line each, with name and number.",
            "What is not known yet of the packages that are reached is learnt first.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  monkey count experiment.yaml",
            "  monkey count 'flask>=1.0,<2.3' --python 3.11 --before 2026-06-01",
            "  monkey count 'flask>=1.0,<2.3' --python 3.9 --python 3.12      one line for each Python",
        })
final class CountCommand implements Callable<Integer>, ExperimentCommand {
    @Mixin
    private ExperimentArguments arguments;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    CountCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidExperimentException {
        try (Session session = Session.open(arguments, common, spec, terminal, false)) {
            Emptiness emptiness = new Emptiness(session);
            for (Target target : session.targets()) {
                Encoding space = session.encode(target);
                try (ResolverProcess resolver = session.workbench().resolver(space.graph())) {
                    BigInteger count = resolver.count(Request.count());
                    terminal.answer(
                            session.experiment().environments().size() == 1 ? "" + count : target.name() + " " + count);
                    terminal.flush();
                    if (count.signum() == 0) {
                        emptiness.add(target, space, resolver);
                    }
                }
            }
            return emptiness.say(terminal);
        }
    }
}
