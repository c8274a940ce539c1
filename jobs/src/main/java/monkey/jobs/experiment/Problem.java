package monkey.jobs.experiment;

/**
 * One mistake of the user's, or one thing worth a word.
 *
 * @param what is wrong, without a full stop
 * @param right what would be right, a sentence
 */
public record Problem(Place place, String what, String right) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return place.compareTo(other.place);
    }

    /** One line, {@code file:line:column: what. What would be right.} */
    @Override
    public String toString() {
        return (place + ": " + what + ". " + right).replaceAll("\\s*\\R\\s*", " ");
    }
}
