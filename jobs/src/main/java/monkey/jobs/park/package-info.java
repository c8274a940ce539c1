/**
 * Runs that do not learn by themselves: they say in messages what they lack, wait until it is known, and look again. Who
 * learns it, and how messages travel, is others' affair.
 */
package monkey.jobs.park;
