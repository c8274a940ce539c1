/** The resolver as a child process, seen from Java. Nothing here computes; it launches, asks and reads. */
package monkey.resolver.client;
