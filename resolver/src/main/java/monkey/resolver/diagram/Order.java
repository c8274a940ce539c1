package monkey.resolver.diagram;

/** How the compiler chooses the next variable of a component to decide. */
public enum Order {
    /** The one that holds most together in the network as a whole: the last to go in {@link Orders#separators}. */
    SEPARATORS(false, true),
    /** Of the founded ones, the one with the most neighbours that it still has a say in, here and now. */
    ENTANGLED_FOUNDED(true, false),
    /** The same of all. */
    ENTANGLED(true, true),
    /** As SEPARATORS, of the founded ones. */
    SEPARATORS_FOUNDED(false, false);

    private final boolean entangledFirst;
    private final boolean anytime;

    Order(boolean entangledFirst, boolean anytime) {
        this.entangledFirst = entangledFirst;
        this.anytime = anytime;
    }

    boolean isEntangledFirst() {
        return entangledFirst;
    }

    /** Whether variables may be decided before it is certain that they are needed. */
    boolean isAnytime() {
        return anytime;
    }
}
