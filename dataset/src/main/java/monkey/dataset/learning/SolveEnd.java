package monkey.dataset.learning;

import java.util.List;

/**
 * How one solve ended.
 *
 * @param reason in words; null of what is solved
 * @param read names of files whose metadata is known now, or known to be unreadable: who asks for one of them is answered
 * @param etag of the page it was decided by, or null
 */
public record SolveEnd(Solve solve, SolveOutcome outcome, String reason, List<String> read, String etag) {
    public SolveEnd {
        read = List.copyOf(read);
    }
}
