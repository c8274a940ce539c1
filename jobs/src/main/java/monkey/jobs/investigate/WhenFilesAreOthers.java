package monkey.jobs.investigate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import monkey.dataset.learning.KnownPages;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.learning.SecurityStore;
import monkey.dataset.learning.VersionFlags;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.HashMismatch;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.solve.SolveEnvironment;
import org.jdbi.v3.core.Handle;

/**
 * Flags the version and has it solved again everywhere. Whose word of the files counts is the index's: the page is asked for
 * again where this program has not just read it.
 */
final class WhenFilesAreOthers implements MessageHandler<HashMismatch> {
    private final Surroundings surroundings;
    private final Asks asks;
    private final Clock clock;

    WhenFilesAreOthers(Surroundings surroundings, Asks asks, Clock clock) {
        this.surroundings = surroundings;
        this.asks = asks;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<HashMismatch> envelope, Handle transaction) {
        HashMismatch message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        Instant now = clock.instant();
        VersionFlags.set(
                transaction,
                subject.packageName(),
                subject.version(),
                subject.index(),
                VersionFlags.Flag.HASH_MISMATCH,
                !message.missingFromSource().isEmpty(),
                reason(message),
                subject.cause(),
                now);
        SecurityStore.reopen(
                transaction, subject.packageName(), subject.version().orElseThrow(), subject.index(), true, now);
        PageAsk ask = new PageAsk(
                subject.version(),
                Optional.empty(),
                Optional.empty(),
                surroundings.environments().stream().map(SolveEnvironment::id).toList(),
                true,
                subject.cause(),
                Optional.empty());
        asks.ask(
                transaction,
                List.of(new Asks.Wish(subject.packageName(), subject.index(), ask, Optional.of(envelope.writtenAt()))),
                KnownPages.of(transaction, List.of(subject.packageName())));
    }

    private static String reason(HashMismatch message) {
        return words(message.missingFromSource(), "gone from the index")
                + (message.missingFromSource().isEmpty()
                                || message.missingFromDatabase().isEmpty()
                        ? ""
                        : "; ")
                + words(message.missingFromDatabase(), "not known before");
    }

    private static String words(List<String> digests, String what) {
        return digests.isEmpty() ? "" : digests.size() + (digests.size() == 1 ? " file " : " files ") + what;
    }
}
