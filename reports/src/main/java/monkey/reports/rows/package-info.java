/** From the knowledge base's rows to a {@link monkey.reports.Report}. Reads only. */
package monkey.reports.rows;
