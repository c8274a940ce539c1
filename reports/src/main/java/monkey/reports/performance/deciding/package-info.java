/**
 * Which further stacks tell apart what a measurement leaves open. Pure: asks a space which stacks there are and an oracle to
 * measure them, and knows neither rows nor processes.
 */
package monkey.reports.performance.deciding;
