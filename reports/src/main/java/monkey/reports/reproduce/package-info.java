/** A stack and a script as commands that a reader can paste into a shell. Writes text, runs nothing. */
package monkey.reports.reproduce;
