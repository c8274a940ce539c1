package monkey.jobs.command;

import java.util.Set;
import java.util.TreeSet;
import monkey.dataset.python.Requirement;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.NearestName;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.workbench.Workbench;

/** What is said of a requirement that can never be met: where it was written, and what may have been meant. */
final class Unmeetable {
    private Unmeetable() {}

    static CommandException explained(UnmeetableRootException problem, Experiment experiment, Workbench workbench) {
        return experiment.requirements().stream()
                .filter(root -> root.requirement().text().equals(problem.requirement()))
                .findFirst()
                .map(root -> CommandException.wrongInput(
                        root.place() + ": " + problem.getMessage() + ". " + advice(root.requirement(), workbench)))
                .orElseGet(() -> CommandException.wrongInput(problem.getMessage() + "."));
    }

    private static String advice(Requirement requirement, Workbench workbench) {
        if (workbench.isOffline()) {
            return "Have it learnt first, without --offline.";
        }
        Set<String> known = new TreeSet<>(workbench.dataset().knowledge().packageNames());
        known.remove(requirement.name().toString());
        return NearestName.to(requirement.name().toString(), known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("Check its spelling, and the indexes that pip is configured with.");
    }
}
