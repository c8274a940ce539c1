/** A stack space as the resolver reads it, and the way back from its ids to names and versions. */
package monkey.jobs.encode;
