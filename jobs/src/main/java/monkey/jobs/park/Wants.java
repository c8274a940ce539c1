package monkey.jobs.park;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import monkey.dataset.learning.ParkedNeed;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.messages.WantedHints;
import monkey.jobs.reach.Reach;
import monkey.jobs.solve.SolveEnvironment;

/**
 * What a run lacks in one environment, as what it waits for and as what it asks.
 *
 * @param needs and messages: one each, in the same order
 */
record Wants(List<ParkedNeed> needs, List<WrittenMessage> messages) {
    /** Rather all versions than so many specifiers: a header has to carry them. */
    private static final int MOST_ALTERNATIVES = 40;

    /**
     * @param pagesOnly whether of unknown packages only the page is wanted: which versions count is known by it alone
     * @param freshSince since when a page must have been confirmed
     * @param correlationId of the run
     */
    static Wants of(
            Reach reach, SolveEnvironment environment, boolean pagesOnly, Instant freshSince, String correlationId) {
        Wants wants = new Wants(new ArrayList<>(), new ArrayList<>());
        for (Reach.UnknownPage page : reach.unknownPages()) {
            wants.add(
                    new ParkedNeed.Page(page.packageName(), page.index(), environment.id(), freshSince),
                    Optional.empty(),
                    new WantedHints(
                            pagesOnly
                                    ? Optional.of(List.of())
                                    : specifiers(reach.wanted().get(page.packageName())),
                            Optional.empty(),
                            Optional.of(environment.digest()),
                            Optional.of(freshSince)),
                    environment,
                    correlationId);
        }
        for (Reach.UnlearntDistribution file : reach.unlearnt()) {
            String version = file.distribution().file().version();
            String filename = file.distribution().file().filename();
            wants.add(
                    new ParkedNeed.File(file.packageName(), version, file.index(), environment.id(), filename),
                    Optional.of(version),
                    new WantedHints(
                            Optional.empty(),
                            Optional.of(filename),
                            Optional.of(environment.digest()),
                            Optional.of(freshSince)),
                    environment,
                    correlationId);
        }
        return wants;
    }

    private static Optional<List<String>> specifiers(SortedSet<String> alternatives) {
        return alternatives == null || alternatives.contains("") || alternatives.size() > MOST_ALTERNATIVES
                ? Optional.empty()
                : Optional.of(List.copyOf(alternatives));
    }

    private void add(
            ParkedNeed need,
            Optional<String> version,
            WantedHints hints,
            SolveEnvironment environment,
            String correlationId) {
        needs.add(need);
        messages.add(Outgoing.written(Envelope.first(
                        new UnresolvedPackage(
                                need.packageName(),
                                Optional.of(need.indexUrl()),
                                version,
                                Optional.of(environment.solver())),
                        correlationId)
                .withHints(hints.asMap())));
    }
}
