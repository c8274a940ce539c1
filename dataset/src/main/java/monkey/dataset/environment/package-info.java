/**
 * The environments that stacks are made for: what an interpreter and its system decide about packages, as values. They are
 * told by a report of the interpreter itself and never asked of this machine, which need not be theirs.
 */
package monkey.dataset.environment;
