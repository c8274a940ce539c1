/** {@code report.md}: the report as a comment in an issue tracker. */
package monkey.reports.markdown;
