/**
 * Scheduled looks: what the indexes say now of the packages that are known, and what is different. Whatever is different is
 * written down and told in one transaction; what follows of it is the investigator's affair.
 */
package monkey.jobs.look;
