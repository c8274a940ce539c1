/**
 * What a version's code looks like to a security linter, and how much of it there is. The code is read in the sandbox in
 * which inspections run, and never executed.
 */
package monkey.jobs.security;
