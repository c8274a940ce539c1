package monkey.resolver.cover;

/** A stack as a path through the diagram: for each column its cell, node and edge, or -1 where it is absent. */
record Row(int[] cell, int[] node, int[] edge) {
    Row copy() {
        return new Row(cell.clone(), node.clone(), edge.clone());
    }
}
