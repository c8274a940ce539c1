/**
 * The experiment: what is to be tested, read from a YAML file, from the command line, or from both, with every mistake
 * named at its line and column. Reads files; touches neither the network nor the database, and starts nothing.
 */
package monkey.jobs.experiment;
