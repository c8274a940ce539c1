/**
 * What requirements reach of what is known: the rules by which versions are candidates, requirements admit them, and
 * admitted versions reach further. Pure computation; learning and encoding are both this, asked differently.
 */
package monkey.jobs.reach;
