/**
 * Runs the inspections of a run that measures: in rounds, one at a time, with a control. Knows a backend and the dataset; the
 * statistics are made elsewhere.
 */
package monkey.jobs.measure;
