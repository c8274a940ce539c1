/**
 * The searches for causes and for what is slower, at work: the resolver's process says which stacks there are, ordinary inspections
 * say how they end and how long they take, and what is found becomes specifiers and rows. Knows neither Spring Batch nor how pages look.
 */
package monkey.jobs.explain;
