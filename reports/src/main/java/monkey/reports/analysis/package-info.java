/**
 * What the rows of a run say when they are counted: outcomes, groups of equal failures, versions and pairs seen only in
 * failures. Counting only; nothing here claims a cause.
 */
package monkey.reports.analysis;
