package monkey.jobs.experiment;

import java.util.ArrayList;
import java.util.List;

/** Collects mistakes, so that a user learns all of them at once. Not safe for several threads. */
final class Problems {
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();

    void error(Place place, String what, String right) {
        errors.add(new Problem(place, what, right));
    }

    /** Something was read, but not taken as its author may expect. */
    void notice(Place place, String what, String consequence) {
        notices.add(new Problem(place, what, consequence));
    }

    int count() {
        return errors.size();
    }

    List<Problem> notices() {
        return notices.stream().sorted().distinct().toList();
    }

    void throwIfAny() throws InvalidExperimentException {
        if (!errors.isEmpty()) {
            throw new InvalidExperimentException(
                    errors.stream().sorted().distinct().toList());
        }
    }
}
