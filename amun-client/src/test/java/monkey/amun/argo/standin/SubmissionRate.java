package monkey.amun.argo.standin;

/** So many submissions a second, evenly, with a second's worth at once; 0 for any number. Safe for several threads. */
final class SubmissionRate {
    private final double perSecond;
    private double left;
    private long last = System.nanoTime();

    SubmissionRate(double perSecond) {
        this.perSecond = perSecond;
        this.left = perSecond;
    }

    synchronized void take() throws Refused {
        if (perSecond <= 0) {
            return;
        }
        long now = System.nanoTime();
        left = Math.min(Math.max(1, perSecond), left + (now - last) * 1e-9 * perSecond);
        last = now;
        if (left < 1) {
            throw new Refused(429, 8, "client rate limiter: too many requests");
        }
        left--;
    }
}
