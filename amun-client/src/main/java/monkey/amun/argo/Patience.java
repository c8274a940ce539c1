package monkey.amun.argo;

import java.time.Duration;
import monkey.amun.argo.client.ArgoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** With a server that is in trouble at the moment: asks it a few times more, each time after twice as long. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private Patience() {}

    /** What is asked; asking twice must be as good as asking once. */
    interface Question<T> {
        T ask() throws ArgoException;
    }

    /**
     * @param longestPause all pauses together are no longer than twice this
     * @throws ArgoException what will not pass, or has not passed in that time; at once where nothing listens, which is a wrong
     *     address more often than a server that is about to come
     */
    static <T> T ask(Question<T> question, Duration longestPause) throws ArgoException {
        for (Duration pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
            try {
                return question.ask();
            } catch (ArgoException e) {
                if (!e.mayPass() || e instanceof ArgoException.Unreachable || pause.compareTo(longestPause) > 0) {
                    throw e;
                }
                LOG.warn("{}; asked again", e.getMessage());
                try {
                    Thread.sleep(pause.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }
}
