package monkey.jobs.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WaitingMessage;
import monkey.dataset.postgres.SessionLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what waits in the outbox: in the order of positions, the oldest first, and marks what the broker has
 * acknowledged.
 *
 * <p>Nothing is lost: a row is marked after its acknowledgement (acks=all) and never before. Some are sent twice (a relay
 * that dies between acknowledgement and mark), with the same id; consumers know them again.
 *
 * <p>Nothing overtakes. The producer is idempotent, has one request under way and gives no record up: however often it
 * repeats, a partition holds them in the order in which they were sent. Should the broker refuse one that may be taken later,
 * the producer is closed by the thread that hears of it, before that can send the next. Relays take turns by a lock of the database. One that
 * loses its connection, and with it the lock, may still have records under way when the next begins; but each begins with the
 * oldest row that is not marked, so where the two sequences mingle, every row's <i>first</i> appearance comes after the first
 * appearance of all rows before it, and second appearances are ignored by consumers.
 *
 * <p>While the broker is away the relay waits, however long, and nobody waits for the relay.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final long LOOK_MILLISECONDS = 50;
    private static final long TURN_MILLISECONDS = 1_000;

    private final Outbox outbox;
    private final Kafka kafka;
    private final Traffic traffic;
    private final Thread thread = new Thread(this::run, "relay");
    private volatile boolean closing;
    private volatile String trouble = "";

    Relay(Outbox outbox, Kafka kafka, Traffic traffic) {
        this.outbox = outbox;
        this.kafka = kafka;
        this.traffic = traffic;
    }

    /** One that publishes in the background until it is closed. */
    public static Relay start(Outbox outbox, Kafka kafka, Traffic traffic) {
        Relay relay = new Relay(outbox, kafka, traffic);
        relay.thread.setDaemon(true);
        relay.thread.start();
        return relay;
    }

    /** What keeps it from publishing, in words; empty when nothing does. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        while (!closing) {
            try (Producer<byte[], byte[]> producer = kafka.producer()) {
                try {
                    takeTurns(producer);
                } finally {
                    if (closing) {
                        Thread.interrupted(); // which has done its work: the producer is to be closed in good order
                        producer.close(Duration.ofSeconds(2)); // what is not acknowledged by then is sent again
                    }
                }
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (RuntimeException e) {
                if (closing) {
                    return;
                }
                // The database is away, or the producer is of no use any more. All is still in the outbox.
                trouble = e.getMessage() == null ? e.toString() : e.getMessage();
                LOG.warn("messages wait in the outbox: {}", trouble);
                if (!sleep(TURN_MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private void takeTurns(Producer<byte[], byte[]> producer) throws InterruptedException {
        while (!closing) {
            Optional<SessionLock> lead = outbox.tryLead();
            if (lead.isPresent()) {
                try (SessionLock held = lead.get()) {
                    publishAll(producer, held);
                }
            }
            Thread.sleep(TURN_MILLISECONDS);
        }
    }

    private void publishAll(Producer<byte[], byte[]> producer, SessionLock lead) throws InterruptedException {
        while (!closing) {
            lead.renew();
            List<WaitingMessage> waiting = outbox.waiting(BATCH);
            if (waiting.isEmpty()) {
                trouble = "";
                Thread.sleep(LOOK_MILLISECONDS);
            } else {
                publish(producer, waiting);
            }
        }
    }

    /**
     * Sends rows and marks those that arrived. Row by row in order; where one cannot be sent now, the rest is not tried, so
     * that nothing overtakes it. That is said by an exception or, where the broker is away for longer than the producer waits
     * to know where a topic is, by an answer that is there at once.
     */
    void publish(Producer<byte[], byte[]> producer, List<WaitingMessage> waiting) throws InterruptedException {
        Topics topics = kafka.topics();
        List<Sent> sent = new ArrayList<>();
        FirstRefusal refusal = new FirstRefusal(producer);
        RuntimeException stopped = null;
        for (WaitingMessage row : waiting) {
            try {
                String topic = topics.name(row.message().topic());
                Future<RecordMetadata> future = producer.send(Wire.record(topic, row.message()), refusal);
                if (future.isDone()) {
                    future.get();
                }
                sent.add(new Sent(row, future));
            } catch (InterruptException e) {
                throw e;
            } catch (ExecutionException | RuntimeException e) {
                stopped = refused(row, e);
                if (stopped != null) {
                    break;
                }
            }
        }
        producer.flush();
        List<Long> arrived = new ArrayList<>();
        for (Sent one : sent) {
            try {
                one.future().get();
                arrived.add(one.row().position());
            } catch (ExecutionException e) {
                RuntimeException refused = refused(one.row(), e);
                stopped = stopped == null ? refused : stopped;
            }
        }
        outbox.markPublished(arrived, Instant.now());
        traffic.published(arrived.size());
        refusal.rethrow();
        if (stopped != null) {
            throw stopped;
        }
        trouble = "";
    }

    private record Sent(WaitingMessage row, Future<RecordMetadata> future) {}

    /** Gives a row up that is refused for good, and returns null; else why nothing more can be sent for now. */
    private RuntimeException refused(WaitingMessage row, Exception refusal) {
        Throwable problem = refusal instanceof ExecutionException ? refusal.getCause() : refusal;
        if (isForGood(problem)) {
            outbox.markUnpublishable(row.position(), problem.getMessage());
            return null;
        }
        return refusal instanceof RuntimeException same
                ? same
                : new IllegalStateException(problem.getMessage(), problem);
    }

    /**
     * Hears of a refusal in the thread that sends, and closes the producer there and then. A partition has one request under
     * way, so the next of the same key has not left yet, and never will: all that waits in a closed producer fails, and is
     * sent anew in order.
     */
    private static final class FirstRefusal implements Callback {
        private final Producer<byte[], byte[]> producer;
        private final Thread relay = Thread.currentThread();
        private volatile Exception first;

        private FirstRefusal(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void onCompletion(RecordMetadata place, Exception problem) {
            // What the relay itself is told before a record leaves, it acts on.
            if (problem != null && !isForGood(problem) && first == null && Thread.currentThread() != relay) {
                first = problem;
                producer.close(Duration.ZERO);
            }
        }

        /** Says what was refused; others failed only in its wake. */
        void rethrow() {
            if (first != null) {
                throw new IllegalStateException(first.getMessage(), first);
            }
        }
    }

    private static boolean isForGood(Throwable problem) {
        return problem instanceof RecordTooLargeException || problem instanceof InvalidTopicException;
    }

    private boolean sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Returns when nothing is sent any more; what has not arrived yet waits for the next relay. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
