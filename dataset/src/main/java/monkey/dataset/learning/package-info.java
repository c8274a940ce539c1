/**
 * What is still to be learnt and who waits for it: solves, parked runs, flags and security analyses. Knows nothing of how
 * messages travel; what is to be told is written into the outbox in the transaction that found it out.
 */
package monkey.dataset.learning;
