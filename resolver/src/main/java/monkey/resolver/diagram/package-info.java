/**
 * The heart: a network compiled into a decision diagram, and what can be asked of one. A diagram holds exactly the
 * stacks of a space, so whoever walks it never meets a dead end.
 */
package monkey.resolver.diagram;
