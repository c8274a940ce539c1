/**
 * From package indexes to the knowledge base: whatever a stack space needs and is not known yet, or not any more. Asks
 * {@code monkey.jobs.reach} what is missing and {@code monkey.jobs.index} for it.
 */
package monkey.jobs.learn;
