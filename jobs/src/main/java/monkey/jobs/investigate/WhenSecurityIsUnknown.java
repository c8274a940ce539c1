package monkey.jobs.investigate;

import java.time.Clock;
import java.util.Optional;
import monkey.dataset.learning.SecurityStore;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.SIUnanalyzedPackage;
import org.jdbi.v3.core.Handle;

/** Schedules a version's security indicators, unless they are known or have failed for good. */
final class WhenSecurityIsUnknown implements MessageHandler<SIUnanalyzedPackage> {
    private final Surroundings surroundings;
    private final Clock clock;

    WhenSecurityIsUnknown(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<SIUnanalyzedPackage> envelope, Handle transaction) {
        SIUnanalyzedPackage message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        boolean known = SecurityStore.plan(
                transaction,
                subject.packageName(),
                subject.version().orElseThrow(),
                subject.index(),
                subject.cause(),
                clock.instant());
        if (!known) {
            throw new MessageException(subject.packageName() + "==" + message.packageVersion() + " of "
                    + subject.index() + " is not known here: ask for it by an UnresolvedPackage first");
        }
    }
}
