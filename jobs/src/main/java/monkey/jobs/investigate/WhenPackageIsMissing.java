package monkey.jobs.investigate;

import java.time.Clock;
import java.util.Optional;
import monkey.dataset.learning.VersionFlags;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MissingPackage;
import org.jdbi.v3.core.Handle;

/** Flags every version of the package on that index. */
final class WhenPackageIsMissing implements MessageHandler<MissingPackage> {
    private final Surroundings surroundings;
    private final Clock clock;

    WhenPackageIsMissing(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<MissingPackage> envelope, Handle transaction) {
        MissingPackage message = envelope.message();
        Subject subject = Subject.of(
                envelope, message.packageName(), Optional.empty(), message.indexUrl(), surroundings, transaction);
        PageWord.unlessListedSince(
                transaction,
                subject,
                envelope.writtenAt(),
                () -> VersionFlags.markMissing(
                        transaction,
                        subject.packageName(),
                        Optional.empty(),
                        subject.index(),
                        "its index has the package no longer",
                        subject.cause(),
                        clock.instant()));
    }
}
