package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Spring's own properties say of TLS and SASL, every client of Kafka is told. */
class KafkaSecurityTest {
    @Test
    void everyClientIsToldAndNoBrokerIsStarted(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("application.properties"), """
                spring.kafka.bootstrap-servers=one.example:9093,two.example:9093
                spring.kafka.security.protocol=SASL_SSL
                spring.kafka.ssl.trust-store-location=file:/etc/kafka/trust.p12
                spring.kafka.ssl.trust-store-password=secret
                spring.kafka.ssl.trust-store-type=PKCS12
                spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512
                spring.kafka.properties.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                """);

        try (Kafka kafka = Kafka.open(home)) {
            for (Map<String, Object> client :
                    List.of(kafka.adminProperties(), kafka.producerProperties(), kafka.consumerProperties("group"))) {
                assertThat(client)
                        .containsEntry("bootstrap.servers", List.of("one.example:9093", "two.example:9093"))
                        .containsEntry("security.protocol", "SASL_SSL")
                        .containsEntry("ssl.truststore.location", "/etc/kafka/trust.p12")
                        .containsEntry("ssl.truststore.password", "secret")
                        .containsEntry("ssl.truststore.type", "PKCS12")
                        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                        .containsKey("sasl.jaas.config");
            }
        }
        assertThat(home.resolve("kafka")).doesNotExist();
    }
}
