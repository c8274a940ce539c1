package monkey.dataset.python;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One comparison of a marker, {@code left operator right}.
 *
 * <p>Which variable is asked decides how: versions compare by PEP 440 as long as the other side makes a specifier, pre-
 * releases included; all else compares as text, for equality only: {@code <} and {@code >} of texts never hold,
 * {@code <=} and {@code >=} hold for equal ones. (So {@code packaging} 26, after the specification; releases up to 25
 * ordered texts by their characters, and tried version comparison for every variable.)
 */
final class MarkerComparison implements Marker {
    private final Term left;
    private final String operator;
    private final Term right;

    /** What operator and right side make together, read once, for most markers ask the same of many environments. */
    private final Optional<Specifier> specifier;

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
            return PythonString.quote(value);
        }
    }

    /** @param operator {@code in}, {@code not in} or the symbol of an {@link Operator} */
    MarkerComparison(Term left, String operator, Term right) {
        this.left = isExtra(right) ? normalized(left) : left;
        this.operator = operator;
        this.right = isExtra(left) ? normalized(right) : right;
        this.specifier = left instanceof Variable && ((Variable) left).variable.comparesAsVersion()
                ? specifier(text(right))
                : Optional.empty();
    }

    private static boolean isExtra(Term term) {
        return term instanceof Variable && ((Variable) term).variable == MarkerVariable.EXTRA;
    }

    /** Extras compare in their normal spelling. */
    private static Term normalized(Term term) {
        return term instanceof Literal ? new Literal(PackageName.normalize(((Literal) term).value)) : term;
    }

    /** Nothing for a text that makes no specifier with the operator: then it compares as text. */
    private Optional<Specifier> specifier(String version) {
        if (operator.equals("in") || operator.equals("not in")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Specifier.parse(operator + version));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean holds(MarkerEnvironment environment, String extra) {
        String asked = PackageName.normalize(extra);
        if (left instanceof Variable) {
            return compare(environment.value(((Variable) left).variable, asked), text(right), specifier);
        }
        MarkerVariable variable = variableOnTheRight();
        String value = environment.value(variable, asked);
        return compare(text(left), value, variable.comparesAsVersion() ? specifier(value) : Optional.empty());
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

    private boolean compare(String leftValue, String rightValue, Optional<Specifier> asVersion) {
        if (asVersion.isPresent()) {
            return matches(asVersion.get(), leftValue);
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
    public boolean equals(Object other) {
        return other instanceof MarkerComparison
                && left.equals(((MarkerComparison) other).left)
                && operator.equals(((MarkerComparison) other).operator)
                && right.equals(((MarkerComparison) other).right);
    }

    @Override
    public int hashCode() {
        return Objects.hash(left, operator, right);
    }

    @Override
    public String toString() {
        return left + " " + operator + " " + right;
    }
}
