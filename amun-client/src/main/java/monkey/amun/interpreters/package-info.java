/** Finds the Pythons of this machine. Runs them to ask who they are; knows nothing of inspections. */
package monkey.amun.interpreters;
