/**
 * What got slower, by how much, and how sure that is. Pure: numbers in, statements out; no row, no page, no clock. Equal numbers
 * give equal statements, for what is drawn by chance is drawn from fixed seeds.
 */
package monkey.reports.performance;
