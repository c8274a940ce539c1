package monkey.jobs.inspect;

import java.util.List;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;

/** What an {@link InspectionWindow} is kept full from. Everything is called on the window's own thread. */
public interface Work<T> {
    /**
     * What begins.
     *
     * @param attempt 1 for the first
     */
    record Begin<T>(T what, int attempt, InspectionSpecification specification) {}

    /**
     * What begins now; none where there is nothing for the moment.
     *
     * @param room how many may begin at most; at least 1
     */
    List<Begin<T>> next(int room);

    /** Whether nothing more will come. Asked when nothing is in flight and {@link #next} has given nothing. */
    boolean isOver();

    /**
     * It ended by no fault of its own, and is about to be tried again.
     *
     * @return false where it is not ours any more, and is let drop
     */
    boolean again(T what, InspectionResult result);

    /** It ended. */
    void ended(T what, InspectionResult result);
}
