package monkey.jobs.investigate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.learning.ParkedRuns;
import monkey.dataset.learning.SecurityStore;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.SolvedPackage;
import org.jdbi.v3.core.Handle;

/** Schedules what can follow: the version's security indicators, and the runs that waited for it. */
final class WhenPackageIsSolved implements MessageHandler<SolvedPackage> {
    private final Surroundings surroundings;
    private final boolean security;
    private final Clock clock;

    WhenPackageIsSolved(Surroundings surroundings, boolean security, Clock clock) {
        this.surroundings = surroundings;
        this.security = security;
        this.clock = clock;
    }

    @Override
    public void handle(Envelope<SolvedPackage> envelope, Handle transaction) {
        SolvedPackage message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        if (!ParkedRuns.awaited(transaction, List.of(subject.packageName())).isEmpty()) {
            KnowledgeWriter.lock(transaction);
            Outgoing.write(
                    transaction,
                    Told.ready(
                            ParkedRuns.settle(transaction, List.of(subject.packageName()), clock.instant()),
                            subject.cause()));
        }
        if (security) {
            SecurityStore.plan(
                    transaction,
                    subject.packageName(),
                    subject.version().orElseThrow(),
                    subject.index(),
                    subject.cause(),
                    clock.instant());
        }
    }
}
