package monkey.jobs.investigate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.learning.SolvedBefore;
import monkey.dataset.python.PackageName;
import monkey.jobs.learn.Learner;
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
    private final Clock clock;

    WhenPackageIsUnresolved(Surroundings surroundings, Asks asks, Clock clock) {
        this.surroundings = surroundings;
        this.asks = asks;
        this.clock = clock;
    }

    /**
     * Leaves out those that ask for what is solved already, which of a crowd are most, and handles the others one by one.
     * (Nothing that a message of the same batch leads to can take back that a version is solved.)
     */
    @Override
    public void handleAll(List<Envelope<UnresolvedPackage>> envelopes, Handle transaction) {
        Map<List<Optional<String>>, List<Integer>> meant = new HashMap<>();
        Map<List<Integer>, List<SolvedBefore.Wish>> wishes = new HashMap<>();
        Instant fresh = clock.instant().minus(Learner.FRESH);
        for (int position = 0; position < envelopes.size(); position++) {
            UnresolvedPackage message = envelopes.get(position).message();
            if (message.packageVersion().isPresent() && message.indexUrl().isPresent()) {
                WantedHints hints = WantedHints.of(envelopes.get(position).hints());
                List<Integer> environments = meant.computeIfAbsent(
                        List.of(hints.environment(), message.solver()),
                        names -> surroundings.environments(names.get(0), names.get(1)));
                wishes.computeIfAbsent(environments, none -> new ArrayList<>())
                        .add(new SolvedBefore.Wish(
                                position,
                                PackageName.normalize(message.packageName()),
                                message.packageVersion().get(),
                                Surroundings.address(message.indexUrl().get()),
                                hints.filename().orElse(null),
                                hints.freshSince().orElse(fresh)));
            }
        }
        Set<Integer> solved = new HashSet<>();
        wishes.forEach((environments, some) -> solved.addAll(SolvedBefore.among(transaction, some, environments)));
        for (int position = 0; position < envelopes.size(); position++) {
            if (!solved.contains(position)) {
                handle(envelopes.get(position), transaction);
            }
        }
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
