package monkey.dataset.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.dataset.postgres.SessionLock;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MessageTablesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aWrittenMessageWaitsUnchangedUntilItIsPublished(Dataset dataset) {
        WrittenMessage first = new WrittenMessage(
                UUID.randomUUID(), "topic", "flask", "{\"b\":1, \"a\":\"ü\"}", Map.of("hint", "x"), "c", null, NOON);
        WrittenMessage second = written("flask", UUID.randomUUID());
        dataset.outbox().write(List.of(first, second));

        List<WaitingMessage> waiting = dataset.outbox().waiting(10);
        assertEquals(
                List.of(first, second),
                waiting.stream().map(WaitingMessage::message).toList());

        dataset.outbox().markPublished(List.of(waiting.get(0).position()), NOON);
        assertEquals(List.of(waiting.get(1)), dataset.outbox().waiting(10));
        dataset.outbox().markUnpublishable(waiting.get(1).position(), "too large");
        assertEquals(0, dataset.outbox().countWaiting());
    }

    @Test
    void aMessageOfATransactionThatFailedWasNeverWritten(Dataset dataset) {
        assertThrows(
                IllegalStateException.class,
                () -> dataset.inTransaction(handle -> {
                    Outbox.write(handle, List.of(written("flask", UUID.randomUUID())));
                    throw new IllegalStateException("after all");
                }));

        assertEquals(0, dataset.outbox().countWaiting());
    }

    @Test
    void onePublishesAtATime(Dataset dataset) {
        SessionLock lead = dataset.outbox().tryLead().orElseThrow();
        assertTrue(dataset.outbox().tryLead().isEmpty());
        lead.close();
        dataset.outbox().tryLead().orElseThrow().close();
    }

    @Test
    void aMessageIsClaimedOnceByEachConsumer(Dataset dataset) {
        ReceivedMessage a = received(UUID.randomUUID());
        ReceivedMessage b = received(UUID.randomUUID());

        assertEquals(Set.of(a.id()), claim(dataset, "one", a, a));
        assertEquals(Set.of(b.id()), claim(dataset, "one", a, b));
        assertEquals(Set.of(a.id(), b.id()), claim(dataset, "other", b, a));
    }

    @Test
    void aDeadLetterThatIsPutBackMayBeClaimedAndAHandledMessageNeverDies(Dataset dataset) {
        ReceivedMessage message = received(UUID.randomUUID());
        markDead(dataset, message);
        markDead(dataset, message);

        assertEquals(Set.of(message.id()), claim(dataset, "one", message));
        markDead(dataset, message);
        assertEquals(Set.of(), claim(dataset, "one", message));
    }

    @Test
    void ofTwoThatClaimAtTheSameTimeTheSecondWaitsAndIsTooLate(Dataset dataset) throws Exception {
        ReceivedMessage message = received(UUID.randomUUID());
        CountDownLatch claimed = new CountDownLatch(1);
        CompletableFuture<Set<UUID>> second = dataset.inTransaction(handle -> {
            assertEquals(Set.of(message.id()), HandledMessages.claim(handle, "one", List.of(message)));
            CompletableFuture<Set<UUID>> other = CompletableFuture.supplyAsync(() -> {
                claimed.countDown();
                return claim(dataset, "one", message);
            });
            claimed.await();
            return other;
        });

        assertEquals(Set.of(), second.get(1, TimeUnit.MINUTES));
    }

    private static void markDead(Dataset dataset, ReceivedMessage message) {
        dataset.inTransaction(handle -> {
            HandledMessages.markDead(handle, "one", message, "garbage");
            return null;
        });
    }

    private static Set<UUID> claim(Dataset dataset, String consumer, ReceivedMessage... messages) {
        return dataset.inTransaction(handle -> HandledMessages.claim(handle, consumer, List.of(messages)));
    }

    private static ReceivedMessage received(UUID id) {
        return new ReceivedMessage(id, "topic", null, 0, 7, "c", null, NOON);
    }

    private static WrittenMessage written(String key, UUID id) {
        return new WrittenMessage(id, "topic", key, "{}", Map.of(), "c", null, NOON);
    }
}
