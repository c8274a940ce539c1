package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.testing.SharedBroker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records as only others send them. */
@ExtendWith({PostgresExtension.class, SharedBroker.class})
class AwkwardRecordsTest {
    private static final int ALMOST_TOO_LARGE = 1_048_300;

    @Test
    void neitherARecordTooLargeForDeadLettersNorOneTakenBackHoldsUpWhatFollows(Dataset dataset, Kafka kafka)
            throws Exception {
        kafka.topics().make();
        String topic = kafka.topics().name(MessageType.MISSING_VERSION);
        byte[] garbage = new byte[ALMOST_TOO_LARGE];
        new Random(1).nextBytes(garbage);
        Map<String, Object> properties = new HashMap<>(kafka.producerProperties());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "others");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        try (KafkaProducer<byte[], byte[]> others = new KafkaProducer<>(properties)) {
            others.initTransactions();
            others.beginTransaction();
            others.send(new ProducerRecord<>(topic, 0, null, message("taken-back")))
                    .get();
            others.abortTransaction();
            others.beginTransaction();
            others.send(new ProducerRecord<>(topic, 0, null, garbage)).get();
            others.send(new ProducerRecord<>(topic, 0, null, message("flask"))).get();
            others.commitTransaction();
        }
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();

        try (Consumers consumers = Consumers.start(
                dataset,
                kafka,
                new Traffic(new SimpleMeterRegistry()),
                List.of(Subscription.of("awkward")
                        .handling(
                                MissingVersion.class,
                                (message, transaction) ->
                                        handled.add(message.message().packageName()))))) {
            assertThat(handled.poll(60, TimeUnit.SECONDS)).isEqualTo("flask");
        }

        DeadLetterBox box = new DeadLetterBox(kafka, dataset);
        List<MessageType> types = List.of(MessageType.MISSING_VERSION);
        assertThat(box.letters(types))
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.dead().orElseThrow().reason()).isEqualTo("the bytes are not UTF-8"));
        assertThat(box.replay(types, letter -> true)).isEmpty();
    }

    private static byte[] message(String name) {
        return Wire.bytes(MessageCodec.write(new MissingVersion(name, "1.0", "https://index.example/simple/")));
    }
}
