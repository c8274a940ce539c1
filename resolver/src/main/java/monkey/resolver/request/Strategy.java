package monkey.resolver.request;

import java.util.Locale;

/** How stacks are chosen out of a space. */
public enum Strategy {
    /** Every stack, newest first. */
    ALL,
    /** The one stack an installer would pick. */
    LATEST,
    /** Drawn uniformly, without replacement. */
    SAMPLE,
    /** Every feasible tuple of ids of different types in at least one of few stacks. */
    COVER,
    /** Every combination of ids of some types once, the rest held still. */
    COMBINATIONS,
    /** Stacks near a given one, nearest first. */
    NEIGHBOURS;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word the command line uses. */
    public String word() {
        return word;
    }
}
