/**
 * A stand-in for an Argo Server and its cluster, for tests and to be started by hand: the real protocol on loopback, with
 * the statuses and bodies that a real server was seen to answer, and pods that are local processes. It misbehaves on
 * request. Knows nothing of inspections but what their workflow template says.
 */
package monkey.amun.argo.standin;
