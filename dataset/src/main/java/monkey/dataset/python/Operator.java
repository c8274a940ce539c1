package monkey.dataset.python;

import java.util.Optional;

/** The comparison operators of specifiers (PEP 440), which markers use too (PEP 508). */
public enum Operator {
    ARBITRARY("==="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    COMPATIBLE("~="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator that stands at this place of a text; the longest one, as {@code <=} begins with {@code <}. */
    static Optional<Operator> at(String text, int index) {
        for (Operator operator : values()) {
            if (text.startsWith(operator.symbol, index)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** As it is written. */
    public String symbol() {
        return symbol;
    }
}
