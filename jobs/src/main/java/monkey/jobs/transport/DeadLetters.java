package monkey.jobs.transport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import monkey.dataset.Dataset;
import monkey.dataset.message.HandledMessages;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;

/**
 * Where a message goes that cannot be handled: to its topic's dead letters, with its bytes, key and headers as they were, the
 * reason, and where it came from; and into the database, so that whoever follows a chain of messages sees where it broke.
 */
final class DeadLetters implements AutoCloseable {
    static final String REASON = "monkey-dead-reason";
    static final String STACK_TRACE = "monkey-dead-stack-trace";
    static final String CONSUMER = "monkey-dead-consumer";
    static final String TOPIC = "monkey-dead-topic";
    static final String PARTITION = "monkey-dead-partition";
    static final String OFFSET = "monkey-dead-offset";

    /** Of a letter that holds only the beginning of its message: how many bytes that has. */
    static final String CUT = "monkey-dead-cut";

    /** All that this class adds, and takes away again from what is put back. */
    static final String PREFIX = "monkey-dead-";

    private static final int LONGEST_TRACE = 8_000;
    private static final int LONGEST_BEGINNING = 65_536;
    private static final long ANSWER_SECONDS = 30;

    private final Dataset dataset;
    private final Traffic traffic;
    private final Producer<byte[], byte[]> producer;

    DeadLetters(Dataset dataset, Kafka kafka, Traffic traffic) {
        this.dataset = dataset;
        this.traffic = traffic;
        this.producer = kafka.producer();
    }

    /**
     * Returns when the broker has it. A crash right afterwards brings it there twice, from the same place.
     *
     * @throws RuntimeException when broker or database are away: it is to be put here again
     */
    void put(String role, Delivery delivery, Throwable problem) {
        String reason = reason(problem);
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(record.topic()), record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        Headers headers = letter.headers();
        for (String name : new String[] {REASON, STACK_TRACE, CONSUMER, TOPIC, PARTITION, OFFSET, CUT}) {
            headers.remove(name);
        }
        if (headers.lastHeader(Wire.ID) == null) {
            // It was known by its place; wherever it is put from here, it is to be known as the same.
            headers.add(Wire.ID, Wire.bytes(delivery.received().id().toString()));
        }
        headers.add(REASON, Wire.bytes(reason));
        headers.add(STACK_TRACE, Wire.bytes(trace(problem)));
        headers.add(CONSUMER, Wire.bytes(role));
        headers.add(TOPIC, Wire.bytes(record.topic()));
        headers.add(PARTITION, Wire.bytes(Integer.toString(record.partition())));
        headers.add(OFFSET, Wire.bytes(Long.toString(record.offset())));
        sendOrCut(letter);
        dataset.inTransaction(transaction -> {
            HandledMessages.markDead(transaction, role, delivery.received(), reason);
            return null;
        });
        traffic.deadLettered(delivery.type().title(), delivery.received(), reason);
    }

    /**
     * With what is added, a message may be larger than the broker allows. Its beginning is kept then, and it can be read in full
     * where it came from for as long as its topic keeps it.
     */
    private void sendOrCut(ProducerRecord<byte[], byte[]> letter) {
        try {
            send(letter);
        } catch (KafkaException e) {
            if (!(e.getCause() != null && e.getCause().getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            ProducerRecord<byte[], byte[]> cut =
                    new ProducerRecord<>(letter.topic(), beginning(letter.key()), beginning(letter.value()));
            letter.headers().forEach(header -> {
                if (header.key().startsWith("monkey-")) {
                    cut.headers().add(header.key(), beginning(header.value()));
                }
            });
            cut.headers().add(CUT, Wire.bytes(Integer.toString(letter.value() == null ? 0 : letter.value().length)));
            send(cut);
        }
    }

    private static byte[] beginning(byte[] bytes) {
        return bytes == null || bytes.length <= LONGEST_BEGINNING ? bytes : Arrays.copyOf(bytes, LONGEST_BEGINNING);
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer.send(letter).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a dead letter could not be sent to " + letter.topic(), e);
        }
    }

    private static String reason(Throwable problem) {
        String words = problem.getMessage();
        String reason = problem instanceof monkey.jobs.messages.MessageException && words != null
                ? words
                : problem.getClass().getSimpleName() + (words == null ? "" : ": " + words);
        return reason.replace("\0", "\ufffd").strip();
    }

    private static String trace(Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        return text.length() <= LONGEST_TRACE ? text : text.substring(0, LONGEST_TRACE) + "…";
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
