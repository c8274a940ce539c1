/**
 * Looks at this machine: what a run needs, what of it is here, and what each lack costs. Starts nothing that stays and
 * changes nothing but the home folder.
 */
package monkey.jobs.doctor;
