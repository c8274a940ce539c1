/** Words and numbers for readers: strings made safe to show, counts made readable. Knows nothing of reports. */
package monkey.reports.text;
