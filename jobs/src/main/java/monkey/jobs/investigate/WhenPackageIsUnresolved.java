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
import java.util.stream.IntStream;
import monkey.dataset.learning.KnownPages;
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

    @Override
    public void handle(Envelope<UnresolvedPackage> envelope, Handle transaction) {
        handleAll(List.of(envelope), transaction);
    }

    /**
     * With as many statements for many messages as for one; those that ask for what is solved already, which of a crowd are
     * most, are left out first. (Nothing that a message of the same batch leads to can take back that a version is solved.)
     */
    @Override
    public void handleAll(List<Envelope<UnresolvedPackage>> envelopes, Handle transaction) {
        List<Part> parts = parts(envelopes, transaction);
        Set<Integer> solved = solved(parts, transaction);
        List<Part> open = IntStream.range(0, parts.size())
                .filter(position -> !solved.contains(position))
                .mapToObj(parts::get)
                .toList();
        if (!open.isEmpty()) {
            KnownPages known = KnownPages.of(
                    transaction, open.stream().map(Part::packageName).toList());
            asks.ask(transaction, open.stream().map(part -> part.wish(known)).toList(), known);
        }
    }

    /** What a message asks of one index. */
    private record Part(
            Envelope<UnresolvedPackage> envelope,
            String packageName,
            Optional<String> version,
            String index,
            WantedHints hints,
            List<Integer> environments) {

        Asks.Wish wish(KnownPages known) {
            Subject subject = Subject.of(envelope, packageName, version, index, known);
            PageAsk ask = new PageAsk(
                    subject.version(),
                    hints.specifiers(),
                    hints.filename(),
                    environments,
                    false,
                    subject.cause(),
                    Optional.of(
                            new PageAsk.Asking(envelope.type().baseName(), MessageCodec.write(envelope.message()))));
            return new Asks.Wish(packageName, index, ask, hints.freshSince());
        }
    }

    private List<Part> parts(List<Envelope<UnresolvedPackage>> envelopes, Handle transaction) {
        Map<List<Optional<String>>, List<Integer>> environments = new HashMap<>();
        Map<String, String> addresses = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        for (Envelope<UnresolvedPackage> envelope : envelopes) {
            UnresolvedPackage message = envelope.message();
            WantedHints hints = WantedHints.of(envelope.hints());
            List<Integer> meant = environments.computeIfAbsent(
                    List.of(hints.environment(), message.solver()),
                    names -> surroundings.environments(names.get(0), names.get(1)));
            for (String index : message.indexUrl().map(List::of).orElseGet(surroundings::configuredIndexes)) {
                parts.add(new Part(
                        envelope,
                        PackageName.normalize(message.packageName()),
                        message.packageVersion().filter(text -> !text.strip().equals("*")),
                        addresses.computeIfAbsent(index, named -> surroundings.index(named, transaction)),
                        hints,
                        meant));
            }
        }
        return parts;
    }

    /** The positions of those that are answered already. */
    private Set<Integer> solved(List<Part> parts, Handle transaction) {
        Map<List<Integer>, List<SolvedBefore.Wish>> wishes = new HashMap<>();
        Instant fresh = clock.instant().minus(Learner.FRESH);
        for (int position = 0; position < parts.size(); position++) {
            Part part = parts.get(position);
            if (part.version().isPresent()) {
                wishes.computeIfAbsent(part.environments(), none -> new ArrayList<>())
                        .add(new SolvedBefore.Wish(
                                position,
                                part.packageName(),
                                part.version().get(),
                                part.index(),
                                part.hints().filename().orElse(null),
                                part.hints().freshSince().orElse(fresh)));
            }
        }
        Set<Integer> solved = new HashSet<>();
        wishes.forEach((environments, some) -> solved.addAll(SolvedBefore.among(transaction, some, environments)));
        return solved;
    }
}
