/**
 * Whole runs: the real command line in a process of its own, a real database, real environments and script runs, on an
 * index in miniature. A scenario is a folder below {@code resources/wholerun}: the index's packages, an experiment, and the
 * report it must end with. {@code -Dwholerun.record} writes the reports instead of comparing them; read what it changed.
 */
package monkey.jobs.wholerun;
