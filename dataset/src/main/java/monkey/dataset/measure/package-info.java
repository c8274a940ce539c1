/** What measuring inspections measured: numbers by metric, and among what they came about. Rows only; no statistics here. */
package monkey.dataset.measure;
