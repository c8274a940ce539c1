package monkey.jobs.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** The experiment cannot be taken as it is; the message is one line for each {@link Problem}, sorted by place. */
public final class InvalidExperimentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidExperimentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
