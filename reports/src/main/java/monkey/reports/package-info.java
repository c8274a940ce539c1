/**
 * From rows to findings to pages: {@link monkey.reports.Report} is all that is known of a run, and everything below is
 * computed from it alone. Reads the dataset; runs nothing and writes no row.
 */
package monkey.reports;
