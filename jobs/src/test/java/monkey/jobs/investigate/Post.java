package monkey.jobs.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.Dataset;
import monkey.dataset.message.WaitingMessage;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;

/** Brings what is written to be sent straight to its handler: the transport, without one. */
final class Post {
    private final Dataset dataset;
    private final Map<MessageType, MessageHandler<?>> handlers;
    private final List<WrittenMessage> delivered = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();

    Post(Dataset dataset, Map<MessageType, MessageHandler<?>> handlers) {
        this.dataset = dataset;
        this.handlers = handlers;
    }

    /** Delivers what waits, and what that causes to be sent at once. */
    boolean deliver() {
        List<WaitingMessage> waiting = dataset.outbox().waiting(100);
        for (WaitingMessage one : waiting) {
            dataset.outbox().markPublished(List.of(one.position()), java.time.Instant.now());
            delivered.add(one.message());
            MessageType type = MessageType.find(one.message().topic()).orElseThrow();
            try {
                handle(type, envelope(one.message()));
            } catch (MessageException refused) {
                dead.add(type.title() + " " + one.message().key() + ": " + refused.getMessage());
            }
        }
        return !waiting.isEmpty();
    }

    /** As a message from anybody. */
    void receive(Message message) {
        handle(message.type(), Envelope.first(message, UUID.randomUUID().toString()));
    }

    void receive(Envelope<?> envelope) {
        handle(envelope.type(), envelope);
    }

    /** As a batch of a consumer. */
    @SuppressWarnings("unchecked")
    void receiveAll(List<? extends Envelope<?>> envelopes) {
        MessageHandler<Message> handler =
                (MessageHandler<Message>) handlers.get(envelopes.get(0).type());
        dataset.<Void, MessageException>inTransaction(handle -> {
            handler.handleAll(
                    envelopes.stream()
                            .map(envelope -> (Envelope<Message>) envelope)
                            .toList(),
                    handle);
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private void handle(MessageType type, Envelope<?> envelope) {
        MessageHandler<Message> handler = (MessageHandler<Message>) handlers.get(type);
        dataset.<Void, MessageException>inTransaction(handle -> {
            handler.handle((Envelope<Message>) envelope, handle);
            return null;
        });
    }

    private static Envelope<Message> envelope(WrittenMessage written) {
        return new Envelope<>(
                written.id(),
                written.correlationId(),
                Optional.ofNullable(written.causeId()),
                written.writtenAt(),
                written.hints(),
                MessageCodec.read(MessageType.find(written.topic()).orElseThrow(), written.payload()),
                Optional.empty());
    }

    /** What was sent and refused, and why. */
    List<String> dead() {
        return dead;
    }

    /** Kinds of what was sent, in its order. */
    List<String> sent() {
        return delivered.stream()
                .map(message -> MessageType.find(message.topic()).orElseThrow().title() + " " + message.key())
                .toList();
    }
}
