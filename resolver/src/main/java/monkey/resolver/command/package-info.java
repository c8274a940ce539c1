/** The command line: words in, exit code out. A thin layer over the rest. */
package monkey.resolver.command;
