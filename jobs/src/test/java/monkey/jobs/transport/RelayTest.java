package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import monkey.dataset.Dataset;
import monkey.dataset.message.WaitingMessage;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.Outgoing;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a relay does when its producer refuses a record, which says so in the answer and throws nothing. */
@ExtendWith(PostgresExtension.class)
class RelayTest {
    private Dataset dataset;
    private Relay relay;

    @BeforeEach
    void write(Dataset dataset) {
        this.dataset = dataset;
        this.relay = new Relay(
                dataset.outbox(),
                Kafka.at("nowhere.invalid:9092", MessageSettings.defaults()),
                new Traffic(new SimpleMeterRegistry()));
        Outgoing.write(
                dataset.outbox(),
                IntStream.range(0, 3)
                        .mapToObj(number -> Envelope.first(new MissingVersion("flask", number + ".0", "index"), "c"))
                        .toList());
    }

    @Test
    void whatComesAfterARecordThatCannotBeSentNowWaitsBehindIt() throws Exception {
        Refusing producer = new Refusing(new TimeoutException("topic not present in metadata after 10000 ms"));

        assertThatThrownBy(() -> relay.publish(producer, waiting())).hasMessageContaining("not present in metadata");
        assertThat(producer.history()).isEmpty();
        assertThat(waiting()).hasSize(3);

        relay.publish(producer, waiting());
        assertThat(producer.history())
                .extracting(record -> new String(record.value()).replaceAll(".*package_version\":\"([^\"]*).*", "$1"))
                .containsExactly("0.0", "1.0", "2.0");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatComesAfterARecordThatCanNeverBeSentDoesNotWait() throws Exception {
        Refusing producer = new Refusing(new RecordTooLargeException("larger than allowed"));

        relay.publish(producer, waiting());

        assertThat(producer.history()).hasSize(2);
        assertThat(waiting()).isEmpty();
    }

    private List<WaitingMessage> waiting() {
        return dataset.outbox().waiting(9);
    }

    /** Refuses its first record. */
    private static final class Refusing extends MockProducer<byte[], byte[]> {
        private RuntimeException first;

        Refusing(RuntimeException first) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.first = first;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            RuntimeException refusal = first;
            first = null;
            return refusal == null ? super.send(record, callback) : CompletableFuture.failedFuture(refusal);
        }
    }
}
