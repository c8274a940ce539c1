/** The text forms: a graph, one directive a line, in; a stack, one line of ascending ids, out. */
package monkey.resolver.text;
