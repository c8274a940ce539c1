package monkey.jobs.investigate;

import java.util.List;
import java.util.Optional;
import monkey.dataset.learning.KnownPages;
import monkey.dataset.learning.PageAsk;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.PackageReleased;
import monkey.jobs.solve.SolveEnvironment;
import org.jdbi.v3.core.Handle;

/** Has the new version solved for every environment. */
final class WhenPackageIsReleased implements MessageHandler<PackageReleased> {
    private final Surroundings surroundings;
    private final Asks asks;

    WhenPackageIsReleased(Surroundings surroundings, Asks asks) {
        this.surroundings = surroundings;
        this.asks = asks;
    }

    @Override
    public void handle(Envelope<PackageReleased> envelope, Handle transaction) {
        PackageReleased message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        PageAsk ask = new PageAsk(
                subject.version(),
                Optional.empty(),
                Optional.empty(),
                surroundings.environments().stream().map(SolveEnvironment::id).toList(),
                false,
                subject.cause(),
                Optional.empty());
        asks.ask(
                transaction,
                List.of(new Asks.Wish(subject.packageName(), subject.index(), ask, Optional.empty())),
                KnownPages.of(transaction, List.of(subject.packageName())));
    }
}
