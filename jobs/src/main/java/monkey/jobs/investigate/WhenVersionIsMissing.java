package monkey.jobs.investigate;

import java.time.Clock;
import java.util.Optional;
import monkey.dataset.learning.VersionFlags;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MissingVersion;
import org.jdbi.v3.core.Handle;

/** Flags the version: it is never chosen again, until a page lists it once more. Stacks that have it are marked. */
final class WhenVersionIsMissing implements MessageHandler<MissingVersion> {
    private final Surroundings surroundings;
    private final Clock clock;

    WhenVersionIsMissing(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<MissingVersion> envelope, Handle transaction) {
        MissingVersion message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        PageWord.unlessListedSince(
                transaction,
                subject,
                envelope.writtenAt(),
                () -> VersionFlags.markMissing(
                        transaction,
                        subject.packageName(),
                        subject.version(),
                        subject.index(),
                        "its index lists it no longer",
                        subject.cause(),
                        clock.instant()));
    }
}
