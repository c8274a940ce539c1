/**
 * From the graph a run started from to the rows of the stacks it chose: asks the resolver's process by the experiment's
 * strategy and records what it streams. Knows neither indexes nor inspections.
 */
package monkey.jobs.choose;
