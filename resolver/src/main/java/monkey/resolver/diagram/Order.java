package monkey.resolver.diagram;

/** How the compiler chooses the next variable of a component to decide. */
public enum Order {
    /**
     * The one whose neighbours, of those it still has a say in, have the most combinations left, divided by its own
     * values; of several, as SEPARATORS.
     */
    ENTANGLED,
    /**
     * As ENTANGLED, but half as much again for those that are founded already, and more for those by which the component hangs
     * together ({@link Cuts}). Dearer to find; goes farthest where many types depend on each other.
     */
    CUTS,
    /** The one that holds most together in the network as a whole: the last to go in {@link Orders#separators}. */
    SEPARATORS,
    /** The one with the fewest values left: finds a stack, or that there is none, and makes no good diagram. */
    SMALLEST
}
