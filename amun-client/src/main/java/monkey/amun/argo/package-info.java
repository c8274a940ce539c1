/**
 * Runs inspections as Argo workflows: a bounded window of them, followed to exactly one outcome each. Knows the client, and
 * nothing of databases: whoever submits keeps the state.
 */
package monkey.amun.argo;
