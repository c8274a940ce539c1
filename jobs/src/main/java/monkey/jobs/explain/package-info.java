/**
 * The search for causes at work: the resolver's process says which stacks there are, ordinary inspections say how they end,
 * and what is found becomes specifiers and rows. Knows neither Spring Batch nor how pages look.
 */
package monkey.jobs.explain;
