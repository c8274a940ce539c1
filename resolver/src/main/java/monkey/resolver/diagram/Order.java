package monkey.resolver.diagram;

/** How the compiler chooses the next variable of a component to decide. */
public enum Order {
    /** The one that holds most together in the network as a whole: the last to go in {@link Orders#separators}. */
    SEPARATORS,
    /** The one with the most neighbours that it still has a say in, here and now; of several, as SEPARATORS. */
    ENTANGLED
}
