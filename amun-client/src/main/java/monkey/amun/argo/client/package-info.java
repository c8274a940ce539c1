/**
 * A thin, typed client of an Argo Server: one method for one call, answers as records that tolerate what they do not
 * know, refusals as a closed set of exceptions. It never tries again by itself (but for a token that changed) and knows
 * nothing of inspections.
 */
package monkey.amun.argo.client;
