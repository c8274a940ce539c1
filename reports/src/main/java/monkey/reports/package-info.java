/** From rows to findings to pages. Reads the dataset; runs nothing and writes no row. */
package monkey.reports;
