/**
 * Between the rows and the backend: which inspections are in flight, when one is tried again, and what becomes of a result.
 * Knows neither how stacks were chosen nor how a backend runs them.
 */
package monkey.jobs.inspect;
