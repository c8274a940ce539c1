/**
 * What is known: packages and their requirements as written, environments, runs, inspections and measurements, kept in
 * PostgreSQL. Knows neither the network nor the resolver nor how an inspection is run.
 */
package monkey.dataset;
