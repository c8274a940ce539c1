/**
 * What was asked for, what was tried and how it ended: runs, stacks, inspections, items. The state of every inspection lives
 * in the database and nowhere else, so that a process may die at any moment. Starts nothing and judges nothing.
 */
package monkey.dataset.run;
