/**
 * The heart: a network compiled into a decision diagram, and what can be asked of one. A diagram holds exactly the
 * stacks of a space, so whoever walks it never meets a dead end.
 *
 * <p>For those who choose stacks out of a diagram:
 *
 * <ul>
 *   <li>{@link monkey.resolver.diagram.Diagram} - nodes, edges, labels; how to pass over them upwards and downwards;
 *   <li>{@link monkey.resolver.diagram.FeasiblePairs} - all pairs of ids that are together in some stack, in one pass;
 *       a look-up is one bit, and ids that have the same partners come in groups;
 *   <li>{@link monkey.resolver.diagram.Conditioning} - fix any ids: is there a stack with them ({@code fix}), which
 *       other ids are possible beside them ({@code feasibleIds}), which stack gains most by weights per id
 *       ({@code best}); and a greedy descent of one's own along {@code isOpen} edges, which needs no look ahead;
 *   <li>{@link monkey.resolver.diagram.Counts}, {@link monkey.resolver.diagram.Unranking},
 *       {@link monkey.resolver.diagram.Walk} - how many, the i-th, all.
 * </ul>
 *
 * A cursor over what was chosen implements {@link monkey.resolver.diagram.StackCursor}.
 */
package monkey.resolver.diagram;
