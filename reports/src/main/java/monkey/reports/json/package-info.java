/** {@code report.json}: the report for machines. Its format is described by the schema beside this package's resources. */
package monkey.reports.json;
