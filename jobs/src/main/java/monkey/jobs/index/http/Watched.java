package monkey.jobs.index.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Passes a body on and notes when something last came, so that a silent connection is told from a slow one. */
final class Watched<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> target;
    private final Pulse pulse;

    Watched(BodySubscriber<T> target, Pulse pulse) {
        this.target = target;
        this.pulse = pulse;
        pulse.beat();
    }

    /** The moment of the last sign of life. */
    static final class Pulse {
        private volatile long last = System.nanoTime();

        void beat() {
            last = System.nanoTime();
        }

        long silentNanos() {
            return System.nanoTime() - last;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        target.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        pulse.beat();
        target.onNext(part);
    }

    @Override
    public void onError(Throwable error) {
        target.onError(error);
    }

    @Override
    public void onComplete() {
        target.onComplete();
    }

    @Override
    public CompletionStage<T> getBody() {
        return target.getBody();
    }
}
