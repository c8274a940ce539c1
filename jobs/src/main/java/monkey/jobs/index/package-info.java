/** Package indexes as the rest of the program sees them: a project's page, and a distribution's core metadata. */
package monkey.jobs.index;
