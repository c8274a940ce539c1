package monkey.resolver.cover;

/**
 * A stack as a path through the diagram: for each column its cell, node and edge. The cell is negative where the column is
 * absent: {@link #UNDECIDED} if no node on the path decides it, {@link #ABSENT} if one decides that it is.
 */
record Row(int[] cell, int[] node, int[] edge) {
    static final int UNDECIDED = -1;
    static final int ABSENT = -2;

    Row copy() {
        return new Row(cell.clone(), node.clone(), edge.clone());
    }
}
