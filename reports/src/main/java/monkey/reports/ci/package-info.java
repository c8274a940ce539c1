/** The report in the words of build servers: test results as JUnit XML, findings as SARIF, and when a pipeline is to stop. */
package monkey.reports.ci;
