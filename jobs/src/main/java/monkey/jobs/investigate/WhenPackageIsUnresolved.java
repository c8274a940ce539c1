package monkey.jobs.investigate;

import java.util.List;
import java.util.Optional;
import monkey.dataset.learning.PageAsk;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.messages.WantedHints;
import org.jdbi.v3.core.Handle;

/** Schedules solvers: one for each version that is meant and each environment that is meant, unless it is solved there. */
final class WhenPackageIsUnresolved implements MessageHandler<UnresolvedPackage> {
    private final Surroundings surroundings;
    private final Asks asks;

    WhenPackageIsUnresolved(Surroundings surroundings, Asks asks) {
        this.surroundings = surroundings;
        this.asks = asks;
    }

    @Override
    public void handle(Envelope<UnresolvedPackage> envelope, Handle transaction) {
        UnresolvedPackage message = envelope.message();
        WantedHints hints = WantedHints.of(envelope.hints());
        List<Integer> environments = surroundings.environments(hints.environment(), message.solver());
        Optional<String> version =
                message.packageVersion().filter(text -> !text.strip().equals("*"));
        List<String> indexes = message.indexUrl().map(List::of).orElseGet(surroundings::configuredIndexes);
        for (String index : indexes) {
            Subject subject = Subject.of(envelope, message.packageName(), version, index, surroundings, transaction);
            PageAsk ask = new PageAsk(
                    subject.version(),
                    hints.specifiers(),
                    hints.filename(),
                    environments,
                    false,
                    subject.cause(),
                    Optional.of(new PageAsk.Asking(envelope.type().baseName(), MessageCodec.write(message))));
            asks.ask(transaction, subject.packageName(), subject.index(), ask, hints.freshSince());
        }
    }
}
