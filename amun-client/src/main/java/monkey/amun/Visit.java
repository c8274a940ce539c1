package monkey.amun;

/**
 * A measuring run's share of an inspection: it comes to each stack several times, builds its environment anew and runs a
 * few items, so that what drifts on the machine falls on all stacks alike. Each visit is a specification of its own.
 *
 * @param session names the rounds that the visit belongs to, where the same stack is measured in others too; empty for a run's first
 * @param round from 0; -1 for the rehearsal, which warms caches and is not measured
 * @param control whether the stack is visited under its second name
 */
public record Visit(String session, int round, boolean control) {
    /** One of a run's first session. */
    public Visit(int round, boolean control) {
        this("", round, control);
    }
}
