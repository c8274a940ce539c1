package monkey.jobs.transport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import monkey.dataset.Dataset;
import monkey.dataset.message.HandledMessages;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Handles what a poll brought: each message once in effect, in the order of its partition, and none of them stops another.
 *
 * <p>The idea: a claim on the message's id and all that its handler writes are one transaction. If it commits, the message is
 * handled, and any further delivery finds the claim; if it does not, nothing has happened. Kafka's offsets are committed
 * afterwards, and may be lost: all they do is spare deliveries.
 *
 * <p>Neighbours of one type share a transaction, which makes a commit as dear for five hundred as for one. Where one of them
 * fails, that transaction is rolled back and each half is handled in its own, and so on, until the one to blame is alone (which
 * costs a few small transactions for each that fails, and not one for each that does not): it becomes a dead letter at once
 * if it would fail again, and otherwise its partition waits (see {@link Retries}). Handlers touch nothing but
 * the database, so whatever can make one message wait would make all of them wait: that a partition waits as a whole, and
 * with it its other keys, costs nothing.
 */
final class Handling implements BatchMessageListener<byte[], byte[]> {
    private final Subscription subscription;
    private final Dataset dataset;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final Traffic traffic;

    Handling(Subscription subscription, Dataset dataset, Topics topics, DeadLetters deadLetters, Traffic traffic) {
        this.subscription = subscription;
        this.dataset = dataset;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.traffic = traffic;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Delivery> neighbours = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Delivery delivery = Delivery.of(record, topics);
            if (delivery.problem() != null
                    || (!neighbours.isEmpty() && neighbours.get(0).type() != delivery.type())) {
                handleAll(neighbours);
                neighbours.clear();
            }
            if (delivery.problem() == null) {
                neighbours.add(delivery);
            } else {
                giveUp(delivery, delivery.problem());
            }
        }
        handleAll(neighbours);
    }

    private void handleAll(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            transact(deliveries);
        } catch (RuntimeException | StackOverflowError oneFailed) {
            if (deliveries.size() == 1 || trouble(oneFailed) == Trouble.AWAY) {
                failed(deliveries.get(0), oneFailed);
            } else {
                int half = deliveries.size() / 2;
                handleAll(deliveries.subList(0, half));
                handleAll(deliveries.subList(half, deliveries.size()));
            }
        }
    }

    private static Trouble trouble(Throwable problem) {
        return problem instanceof MessageException ? Trouble.PERMANENT : Trouble.of(problem);
    }

    private void failed(Delivery delivery, Throwable problem) {
        if (trouble(problem) != Trouble.PERMANENT) {
            traffic.failed(delivery.type().title(), String.valueOf(problem.getMessage()));
            throw new BatchListenerFailedException("to be tried again", problem, delivery.record());
        }
        giveUp(delivery, problem);
    }

    private void giveUp(Delivery delivery, Throwable problem) {
        try {
            deadLetters.put(subscription.role(), delivery, problem);
        } catch (RuntimeException e) { // the broker or the database is away
            throw new BatchListenerFailedException("to be given up again", e, delivery.record());
        }
    }

    private void transact(List<Delivery> deliveries) {
        List<Delivery> again = new ArrayList<>();
        List<Delivery> fresh = new ArrayList<>();
        dataset.inTransaction(transaction -> {
            Set<UUID> claimed = new HashSet<>(HandledMessages.claim(
                    transaction,
                    subscription.role(),
                    deliveries.stream().map(Delivery::received).toList()));
            for (Delivery delivery : deliveries) { // the same id twice in one batch: the first counts
                (claimed.remove(delivery.received().id()) ? fresh : again).add(delivery);
            }
            if (!fresh.isEmpty()) {
                handler(fresh.get(0))
                        .handleAll(fresh.stream().map(Delivery::envelope).toList(), transaction);
            }
            return null;
        });
        fresh.forEach(delivery -> traffic.processed(delivery.type().title(), delivery.received()));
        again.forEach(delivery -> traffic.duplicate(delivery.type().title(), delivery.received()));
    }

    /** The envelopes of a type are of the record of that type, which is what its handler was registered for. */
    @SuppressWarnings("unchecked")
    private MessageHandler<Message> handler(Delivery delivery) {
        return (MessageHandler<Message>) subscription.handlers().get(delivery.type());
    }
}
