package monkey.jobs.command;

import java.util.ArrayList;
import java.util.List;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.workbench.Contradiction;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;

/** The environments of an experiment in which no stack meets the requirements, and why. */
final class Emptiness {
    private final Experiment experiment;
    private final List<String> lines = new ArrayList<>();
    private int empty;

    Emptiness(Session session) {
        this.experiment = session.experiment();
    }

    /** @param resolver that holds the graph of the space, which has no stack */
    void add(Target target, Encoding space, ResolverProcess resolver) {
        List<String> contradiction = Contradiction.explain(space, experiment.requirements(), resolver);
        empty++;
        lines.add("no stack meets these requirements on " + target.environment().title()
                + (contradiction.isEmpty() ? "." : "; these contradict each other:"));
        contradiction.forEach(sentence -> lines.add("  " + sentence));
        List<String> hiding = hiding();
        if (!hiding.isEmpty()) {
            lines.add("  (only among the versions that the experiment leaves: it limits them by "
                    + String.join(", ", hiding) + ")");
        }
    }

    /** The experiment's keys that hide versions. */
    private List<String> hiding() {
        List<String> keys = new ArrayList<>();
        if (experiment.before().isPresent()) {
            keys.add("before");
        }
        if (!experiment.limits().isEmpty()) {
            keys.add("packages");
        }
        if (experiment.versions().newest().isPresent() || experiment.versions().onePerMinor()) {
            keys.add("versions");
        }
        return keys;
    }

    /** Everything there is to say. */
    String words() {
        return String.join("\n", lines);
    }

    /** Whether no environment at all has a stack; else the experiment can still be used. */
    boolean isComplete() {
        return empty > 0 && empty == experiment.environments().size();
    }

    /** Says why, and gives the exit code that follows from it. */
    int say(Terminal terminal) {
        lines.forEach(terminal::say);
        return isComplete() ? ExitCode.WRONG_INPUT : ExitCode.DONE;
    }
}
