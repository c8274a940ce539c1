/**
 * The search for what makes stacks fail, by experiment. Stacks are points, causes are boxes of versions; which stacks there
 * are and how one ends is asked of two oracles. No file, no row, no clock: equal answers give equal questions and results.
 */
package monkey.reports.causes;
