package monkey.jobs.command;

import java.util.ArrayList;
import java.util.List;
import monkey.jobs.encode.BrokenRequirement;
import monkey.jobs.encode.Encoding;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;

/** The environments of an experiment in which no stack meets the requirements, and why. */
final class Emptiness {
    private final Session session;
    private final List<String> reasons = new ArrayList<>();

    Emptiness(Session session) {
        this.session = session;
    }

    void add(Target target, Encoding space, ResolverProcess resolver) {
        reasons.add(
                "no stack meets these requirements on " + target.environment().title() + ":");
        for (BrokenRequirement broken : space.broken()) {
            if (space.member(broken.id()).distribution().isEmpty()) {
                reasons.add("  " + broken.why());
            }
        }
    }

    /** Everything there is to say. */
    String words() {
        return String.join("\n", reasons);
    }

    /** Says why; an experiment with an environment that has stacks can still be used. */
    int say(Terminal terminal) {
        reasons.forEach(terminal::say);
        long empty = reasons.stream().filter(reason -> !reason.startsWith(" ")).count();
        return empty > 0 && empty == session.experiment().environments().size() ? ExitCode.WRONG_INPUT : ExitCode.DONE;
    }
}
