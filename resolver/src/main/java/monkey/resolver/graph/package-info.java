/** The N-ary graph as it was given: ids, their types, and who needs whom. Holds no opinion on what a stack is. */
package monkey.resolver.graph;
