package monkey.dataset.python;

import java.util.Optional;
import java.util.SortedSet;

/**
 * One comparison of a marker, {@code left operator right}.
 *
 * <p>Which variable is asked decides how: versions compare by PEP 440 as long as the other side makes a specifier, pre-
 * releases included; all else compares as text, for equality only: {@code <} and {@code >} of texts never hold,
 * {@code <=} and {@code >=} hold for equal ones. (So {@code packaging} 26, after the specification; releases up to 25
 * ordered texts by their characters, and tried version comparison for every variable.)
 *
 * @param left what stands before the operator
 * @param operator {@code in}, {@code not in} or the symbol of an {@link Operator}
 * @param right what stands after it
 */
record MarkerComparison(Term left, String operator, Term right) implements Marker {

    /** One side of a comparison. */
    sealed interface Term permits Variable, Literal {}

    record Variable(MarkerVariable variable) implements Term {
        @Override
        public String toString() {
            return variable.symbol();
        }
    }

    record Literal(String value) implements Term {
        @Override
        public String toString() {
            return value.indexOf('"') < 0 ? '"' + value + '"' : "'" + value + "'";
        }
    }

    /** Extras compare in their normal spelling. */
    MarkerComparison {
        if (isExtra(left) && right instanceof Literal) {
            right = new Literal(PackageName.normalize(((Literal) right).value));
        } else if (isExtra(right) && left instanceof Literal) {
            left = new Literal(PackageName.normalize(((Literal) left).value));
        }
    }

    private static boolean isExtra(Term term) {
        return term instanceof Variable && ((Variable) term).variable == MarkerVariable.EXTRA;
    }

    @Override
    public boolean holds(MarkerEnvironment environment, String extra) {
        String asked = PackageName.normalize(extra);
        if (left instanceof Variable) {
            MarkerVariable variable = ((Variable) left).variable;
            return compare(variable, environment.value(variable, asked), text(right));
        }
        MarkerVariable variable = variableOnTheRight();
        return compare(variable, ((Literal) left).value, environment.value(variable, asked));
    }

    /** With a variable on both sides, the right one is taken by its name, as pip does. */
    private static String text(Term term) {
        return term instanceof Variable ? ((Variable) term).variable.symbol() : ((Literal) term).value;
    }

    /** A text on both sides: pip takes the right one for a variable's name, quotes or not. */
    private MarkerVariable variableOnTheRight() {
        if (right instanceof Variable) {
            return ((Variable) right).variable;
        }
        return MarkerVariable.named(((Literal) right).value)
                .orElseThrow(() -> new UndefinedMarkerException("no variable in the comparison " + this));
    }

    private boolean compare(MarkerVariable variable, String leftValue, String rightValue) {
        if (variable.comparesAsVersion()) {
            Optional<Specifier> specifier = specifier(rightValue);
            if (specifier.isPresent()) {
                return matches(specifier.get(), leftValue);
            }
        }
        switch (operator) {
            case "in":
                return rightValue.contains(leftValue);
            case "not in":
                return !rightValue.contains(leftValue);
            case "==":
            case "<=":
            case ">=":
                return leftValue.equals(rightValue);
            case "!=":
                return !leftValue.equals(rightValue);
            case "<":
            case ">":
                return false;
            default:
                throw new UndefinedMarkerException(
                        "'" + operator + "' cannot compare '" + leftValue + "' with '" + rightValue + "' in " + this);
        }
    }

    private Optional<Specifier> specifier(String rightValue) {
        try {
            return Optional.of(Specifier.parse(operator + rightValue));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    /** A value that is no version, as the release of many kernels is none, is in range of nothing. */
    private static boolean matches(Specifier specifier, String value) {
        if (specifier.operator() == Operator.ARBITRARY) {
            return specifier.matchesText(value);
        }
        return Version.tryParse(value).map(specifier::contains).orElse(false);
    }

    @Override
    public void collectExtras(SortedSet<String> extras) {
        if (isExtra(left) && right instanceof Literal) {
            extras.add(((Literal) right).value);
        } else if (isExtra(right) && left instanceof Literal) {
            extras.add(((Literal) left).value);
        }
    }

    @Override
    public String toString() {
        return left + " " + operator + " " + right;
    }
}
