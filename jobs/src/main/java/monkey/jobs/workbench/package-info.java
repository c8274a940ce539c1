/**
 * What commands and the steps of a run share: the Pythons of this machine, the configured indexes, the knowledge base,
 * and from these the stack space of an experiment in an environment. Prints nothing and knows no command line.
 */
package monkey.jobs.workbench;
