package monkey.jobs.investigate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.Look;
import monkey.dataset.learning.LookStore;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.learning.ParkedRuns;
import monkey.dataset.learning.SolveRequest;
import monkey.dataset.learning.SolveStore;
import monkey.dataset.python.PreReleases;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.dataset.python.VersionTable;
import monkey.jobs.learn.Learner;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.Outgoing;
import org.jdbi.v3.core.Handle;

/**
 * Turns what is asked for into solves. Which versions there are is the index's word: where its page is known and fresh, the
 * solves are planned at once; otherwise the page is to be looked at first, and the ask waits beside it. All in the caller's
 * transaction. Asking twice plans once.
 */
final class Asks {
    private final Runnable planned;
    private final Clock clock;

    /** @param planned is called when there is something to do, or will be in a moment */
    Asks(Runnable planned, Clock clock) {
        this.planned = planned;
        this.clock = clock;
    }

    /**
     * @param freshSince the page has to be of that moment or later; empty for the usual freshness
     * @throws MessageException if the page is known and no index has the package
     */
    void ask(Handle transaction, String packageName, String index, PageAsk ask, Optional<Instant> freshSince) {
        Instant now = clock.instant();
        Instant needed = freshSince.orElse(now.minus(Learner.FRESH));
        Optional<Boolean> present = transaction
                .createQuery("""
                        select p.present from index_page p join package_index i on i.id = p.package_index_id
                        where p.package = :package and i.url = :index and p.fetched_at >= :needed
                        """)
                .bind("package", packageName)
                .bind("index", index)
                .bind("needed", needed)
                .mapTo(Boolean.class)
                .findOne();
        if (present.isEmpty() || present.get() && !lists(transaction, packageName, index, ask)) {
            LookStore.plan(transaction, packageName, index, ask, now);
            planned.run();
            return;
        }
        boolean awaited = ParkedRuns.anyWaitsFor(transaction, packageName);
        if (awaited) {
            KnowledgeWriter.lock(transaction);
        }
        if (present.get()) {
            plan(transaction, packageName, index, List.of(ask));
        }
        if (awaited) {
            Outgoing.write(transaction, settle(transaction, packageName, ask.cause()));
        } else if (!present.get() && !LookStore.mayExist(transaction, packageName)) {
            throw new MessageException(nobodyHas(packageName, index));
        }
    }

    static String nobodyHas(String packageName, String index) {
        return "no index has a package '" + packageName + "'; " + index + " was asked last";
    }

    private static boolean lists(Handle transaction, String packageName, String index, PageAsk ask) {
        return ask.version().isEmpty()
                || versions(transaction, packageName, index)
                        .containsKey(Version.parse(ask.version().get()));
    }

    /** What follows a look, in the transaction that ends it. */
    void follow(Handle transaction, Look look, List<PageDifference> differences, List<PageAsk> asks) {
        Cause cause = asks.isEmpty() ? Cause.NONE : asks.get(0).cause();
        List<Envelope<?>> messages = new ArrayList<>(Told.differences(differences, cause));
        boolean present = transaction
                .createQuery("select p.present from index_page p join package_index i on i.id = p.package_index_id"
                        + " where p.package = :package and i.url = :index")
                .bind("package", look.packageName())
                .bind("index", look.indexUrl())
                .mapTo(Boolean.class)
                .one();
        if (present) {
            plan(transaction, look.packageName(), look.indexUrl(), asks);
        }
        messages.addAll(Told.ready(
                ParkedRuns.settle(transaction, look.packageName(), look.indexUrl(), clock.instant()), cause));
        Outgoing.write(transaction, messages);
        if (!present && !LookStore.mayExist(transaction, look.packageName())) {
            DeadAsks.send(transaction, asks, clock.instant());
        }
    }

    private void plan(Handle transaction, String packageName, String index, List<PageAsk> asks) {
        planned.run();
        Map<Version, String> listed = versions(transaction, packageName, index);
        for (PageAsk ask : asks) {
            List<SolveRequest> requests = new ArrayList<>();
            for (String version : wanted(ask, listed)) {
                for (int environment : ask.environments()) {
                    requests.add(new SolveRequest(
                            packageName,
                            version,
                            index,
                            environment,
                            ask.filename().map(List::of).orElse(List.of())));
                }
            }
            if (ask.again()) {
                SolveStore.planAgain(transaction, requests, ask.cause(), clock.instant());
            } else {
                SolveStore.plan(transaction, requests, ask.cause(), clock.instant());
            }
        }
    }

    /** One that the index does not list is planned too: how that ends is an answer. */
    private static List<String> wanted(PageAsk ask, Map<Version, String> listed) {
        if (ask.version().isPresent()) {
            String version = ask.version().get();
            return List.of(listed.getOrDefault(Version.parse(version), version));
        }
        if (ask.specifiers().isEmpty()) {
            return List.copyOf(listed.values());
        }
        VersionTable table = VersionTable.of(listed.keySet());
        BitSet admitted = new BitSet();
        for (String specifier : ask.specifiers().get()) {
            // A hint that cannot be read admits everything: rather too much is learnt than too little.
            admitted.or(SpecifierSet.tryParse(specifier)
                    .map(set -> table.admitted(set, new BitSet(), PreReleases.NAMED))
                    .orElseGet(() -> {
                        BitSet all = new BitSet();
                        all.set(0, table.size());
                        return all;
                    }));
        }
        return admitted.stream()
                .mapToObj(rank -> listed.get(table.version(rank)))
                .toList();
    }

    private static Map<Version, String> versions(Handle transaction, String packageName, String index) {
        Map<Version, String> versions = new LinkedHashMap<>();
        transaction
                .createQuery("""
                        select v.version from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = :package and i.url = :index and not v.missing
                        """)
                .bind("package", packageName)
                .bind("index", index)
                .mapTo(String.class)
                .forEach(version -> versions.put(Version.parse(version), version));
        return versions;
    }

    private List<Envelope<?>> settle(Handle transaction, String packageName, Cause cause) {
        return Told.ready(ParkedRuns.settle(transaction, List.of(packageName), clock.instant()), cause);
    }
}
