package monkey.jobs.investigate;

import java.time.Clock;
import java.util.Optional;
import monkey.dataset.learning.SecurityStore;
import monkey.dataset.learning.VersionFlags;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.UpdateProvidesSourceDistro;
import org.jdbi.v3.core.Handle;

/** Keeps whether a version has a source distribution. Where that changes, what failed for lack of it may be tried again. */
final class WhenSourceIsProvided implements MessageHandler<UpdateProvidesSourceDistro> {
    private final Surroundings surroundings;
    private final Clock clock;

    WhenSourceIsProvided(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<UpdateProvidesSourceDistro> envelope, Handle transaction) {
        UpdateProvidesSourceDistro message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        VersionFlags.set(
                transaction,
                subject.packageName(),
                subject.version(),
                subject.index(),
                VersionFlags.Flag.SOURCE_DISTRIBUTION,
                message.value(),
                message.value() ? "its index lists one" : "its index lists none that can be read",
                subject.cause(),
                clock.instant());
        if (message.value()) {
            SecurityStore.reopen(
                    transaction,
                    subject.packageName(),
                    subject.version().orElseThrow(),
                    subject.index(),
                    false,
                    clock.instant());
        }
    }
}
