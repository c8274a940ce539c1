package monkey.amun.argo;

import java.time.Duration;

/**
 * How many workflows may be alive at a time. A cluster says that it has enough by refusing, by failing or by taking its
 * time: the window is then halved (or, for mere slowness, made a little smaller), and grows by one for each windowful of
 * prompt acceptances, up to what the user allows. Safe for several threads.
 */
final class Window {
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final int most;
    private double size;
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
        size = took.compareTo(SLOW) > 0 ? Math.max(1, size * 0.9) : Math.min(most, size + 1 / size);
        notifyAll();
    }

    synchronized void refused() {
        size = Math.max(1, size / 2);
    }

    synchronized int size() {
        return Math.max(1, (int) size);
    }
}
