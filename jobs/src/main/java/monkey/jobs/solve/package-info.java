/**
 * Takes up solves: one version for one environment, from its index's page to what it requires, as knowledge. Knows the
 * indexes and the knowledge base; what is told of it, and to whom, is given from outside.
 */
package monkey.jobs.solve;
