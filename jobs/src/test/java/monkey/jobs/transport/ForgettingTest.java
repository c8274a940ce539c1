package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import monkey.dataset.Dataset;
import monkey.dataset.message.HandledMessages;
import monkey.dataset.message.ReceivedMessage;
import monkey.dataset.message.WaitingMessage;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ForgettingTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void whatLeftLongAgoIsForgottenAndWhatHasNotLeftNever(Dataset dataset) {
        Outgoing.write(
                dataset.outbox(),
                IntStream.range(0, 3)
                        .mapToObj(i -> Envelope.first(new MissingVersion("flask", i + ".0", "https://index/"), "c"))
                        .toList());
        List<WaitingMessage> written = dataset.outbox().waiting(9);
        dataset.outbox().markPublished(List.of(written.get(0).position()), NOW.minus(Duration.ofDays(31)));
        dataset.outbox().markPublished(List.of(written.get(1).position()), NOW.minus(Duration.ofDays(29)));

        forgetting(dataset, NOW).forget();

        assertThat(dataset.outbox().isPublished(written.get(0).message().id())).isFalse();
        assertThat(dataset.outbox().isPublished(written.get(1).message().id())).isTrue();
        assertThat(dataset.outbox().waiting(9))
                .extracting(WaitingMessage::position)
                .containsExactly(written.get(2).position());
    }

    @Test
    void aMessageIsKnownAgainForLongerThanItsTopicKeepsIt(Dataset dataset) {
        ReceivedMessage message = new ReceivedMessage(UUID.randomUUID(), "topic", "key", 0, 7, "c", null, NOW);
        claim(dataset, message);
        MessageSettings settings = MessageSettings.defaults();

        forgetting(dataset, Instant.now().plus(settings.retention())).forget();
        assertThat(claim(dataset, message)).isEmpty();

        forgetting(
                        dataset,
                        Instant.now()
                                .plus(settings.retention())
                                .plus(settings.memory())
                                .plusSeconds(60))
                .forget();
        assertThat(claim(dataset, message)).containsExactly(message.id());
    }

    private static Set<UUID> claim(Dataset dataset, ReceivedMessage message) {
        return dataset.inTransaction(handle -> HandledMessages.claim(handle, "role", List.of(message)));
    }

    private static Forgetting forgetting(Dataset dataset, Instant now) {
        return new Forgetting(dataset.outbox(), MessageSettings.defaults(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
