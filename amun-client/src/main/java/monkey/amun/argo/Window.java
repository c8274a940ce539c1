package monkey.amun.argo;

import java.time.Duration;

/**
 * How many workflows may be alive at a time.
 *
 * <p>A cluster that has too much to do refuses most of what it is asked, for a while; one that is well refuses something now and
 * then, and each of both looks the same alone. So what counts is the share of refusals among the last dozen answers: when it
 * passes a third, the window is halved and the count begins anew, for answers to requests from before tell nothing of after.
 * Being asked too often is the server's own word and weighs twice as much as an answer that it is in trouble. A pod that
 * found no room says that there is one too many. Prompt acceptances let the window grow by one for each windowful, slow ones
 * make it a little smaller. Safe for several threads.
 */
final class Window {
    private static final Duration SLOW = Duration.ofSeconds(2);
    /** Of the last answer, in the share of refusals: that of the last {@code n} is forgotten by {@code (1 - WEIGHT)^n}. */
    private static final double WEIGHT = 1 / 8.0;

    private static final double TOO_MANY = 1 / 3.0;
    private static final double TROUBLE = 0.5;

    private final int most;
    private double size;
    private double refused;
    private int taken;

    Window(int most) {
        this.most = most;
        this.size = most;
    }

    /** Waits up to that long for a place; false when there was none. */
    synchronized boolean take(Duration time) throws InterruptedException {
        if (taken >= size()) {
            wait(time.toMillis());
        }
        if (taken >= size()) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized void giveBack() {
        taken--;
        notifyAll();
    }

    /** @param took from the request to its answer */
    synchronized void accepted(Duration took) {
        refused *= 1 - WEIGHT;
        size = took.compareTo(SLOW) > 0 ? Math.max(1, size * 0.9) : Math.min(most, size + 1 / size);
        notifyAll();
    }

    /** The server says that it is asked too often. */
    synchronized void askedTooOften() {
        refused(1);
    }

    /** The server is in trouble, or gives no answer; that may have to do with how much it is asked. */
    synchronized void inTrouble() {
        refused(TROUBLE);
    }

    private void refused(double worth) {
        refused += WEIGHT * (worth - refused);
        if (refused > TOO_MANY) {
            size = Math.max(1, size / 2);
            refused = 0;
        }
    }

    /** A pod waited in vain for a node with room for it. */
    synchronized void noRoom() {
        size = Math.max(1, size - 1);
    }

    synchronized int size() {
        return Math.max(1, (int) size);
    }
}
