package monkey.dataset.python;

/**
 * A text that does not follow the notation it should: a version, specifier, requirement, marker, name or file name. The
 * message is one line, says what is wrong and where, and quotes the text; it is meant to be shown to a reader as it is.
 */
public final class InvalidNotationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 200;

    private final String problem;
    private final String source;
    private final int column;

    /**
     * @param problem what is wrong and, where it helps, what would be right
     * @param source the whole text that was read
     * @param column where in the text, counted from 1
     */
    public InvalidNotationException(String problem, String source, int column) {
        super(problem + " (column " + column + " of '" + shown(source) + "')");
        this.problem = problem;
        this.source = source;
        this.column = column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The whole text that was read. */
    public String source() {
        return source;
    }

    /** Where in the source the problem starts, counted from 1. */
    public int column() {
        return column;
    }

    /** The same problem, told as one of a longer text in which this one starts {@code offset} characters in. */
    InvalidNotationException within(String longer, int offset) {
        return new InvalidNotationException(problem, longer, offset + column);
    }

    private static String shown(String source) {
        String start = source.length() <= SHOWN_CHARACTERS ? source : source.substring(0, SHOWN_CHARACTERS) + "…";
        return start.replace("\n", "\\n").replace("\r", "\\r");
    }
}
