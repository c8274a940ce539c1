/**
 * Integers only: an N-ary graph in, the stacks it allows out. Knows no Python, no package names and no other module,
 * and depends on nothing but the JDK.
 */
package monkey.resolver;
