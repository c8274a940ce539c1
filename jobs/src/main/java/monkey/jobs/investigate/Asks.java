package monkey.jobs.investigate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.KnownPages;
import monkey.dataset.learning.Look;
import monkey.dataset.learning.LookStore;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.learning.ParkedRuns;
import monkey.dataset.learning.ReadyRun;
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
     * Something that a message asks for.
     *
     * @param freshSince the page has to be of that moment or later; empty for the usual freshness
     */
    record Wish(String packageName, String index, PageAsk ask, Optional<Instant> freshSince) {}

    /**
     * Does so with as many statements for many wishes as for one.
     *
     * @param known the pages of the wishes' packages, at least
     * @throws MessageException if a page is known and no index has the package; then the transaction is of no use
     */
    void ask(Handle transaction, List<Wish> wishes, KnownPages known) {
        if (wishes.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<LookStore.Wanted> looks = new ArrayList<>();
        List<Wish> answered = new ArrayList<>();
        List<Wish> absent = new ArrayList<>();
        for (Wish wish : wishes) {
            Instant needed = wish.freshSince().orElse(now.minus(Learner.FRESH));
            Optional<KnownPages.Page> page = known.page(wish.packageName(), wish.index())
                    .filter(one -> !one.fetchedAt().isBefore(needed));
            if (page.isPresent() && !page.get().present()) {
                absent.add(wish);
            } else if (page.isPresent() && lists(known, wish)) {
                answered.add(wish);
            } else {
                looks.add(new LookStore.Wanted(wish.packageName(), wish.index(), wish.ask()));
            }
        }
        List<Wish> settled = awaited(transaction, answered, absent);
        if (!settled.isEmpty()) {
            KnowledgeWriter.lock(transaction);
        }
        LookStore.plan(transaction, looks, now);
        plan(transaction, answered, known);
        if (!settled.isEmpty()) {
            Outgoing.write(transaction, settle(transaction, settled));
        }
        absent.removeAll(settled);
        refuse(transaction, absent);
        planned.run();
    }

    private static List<Wish> awaited(Handle transaction, List<Wish> answered, List<Wish> absent) {
        List<Wish> all = Stream.concat(answered.stream(), absent.stream()).toList();
        Set<String> awaited = ParkedRuns.awaited(transaction, names(all));
        return all.stream().filter(wish -> awaited.contains(wish.packageName())).toList();
    }

    private static List<String> names(List<Wish> wishes) {
        return wishes.stream().map(Wish::packageName).toList();
    }

    private static void refuse(Handle transaction, List<Wish> absent) {
        if (absent.isEmpty()) {
            return;
        }
        Set<String> mayExist = LookStore.mayExist(transaction, names(absent));
        for (Wish wish : absent) {
            if (!mayExist.contains(wish.packageName())) {
                throw new MessageException(nobodyHas(wish.packageName(), wish.index()));
            }
        }
    }

    static String nobodyHas(String packageName, String index) {
        return "no index has a package '" + packageName + "'; " + index + " was asked last";
    }

    private static boolean lists(KnownPages known, Wish wish) {
        return wish.ask().version().isEmpty()
                || known.listed(
                                wish.packageName(),
                                wish.index(),
                                wish.ask().version().get())
                        .isPresent();
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
            plan(
                    transaction,
                    asks.stream()
                            .map(ask -> new Wish(look.packageName(), look.indexUrl(), ask, Optional.empty()))
                            .toList(),
                    KnownPages.of(transaction, List.of(look.packageName())));
            planned.run();
        }
        messages.addAll(Told.ready(
                ParkedRuns.settle(transaction, look.packageName(), look.indexUrl(), clock.instant()), cause));
        Outgoing.write(transaction, messages);
        if (!present
                && LookStore.mayExist(transaction, List.of(look.packageName())).isEmpty()) {
            DeadAsks.send(transaction, asks, clock.instant());
        }
    }

    private void plan(Handle transaction, List<Wish> wishes, KnownPages known) {
        List<SolveStore.Wanted> solves = new ArrayList<>();
        List<SolveStore.Wanted> again = new ArrayList<>();
        for (Wish wish : wishes) {
            PageAsk ask = wish.ask();
            for (String version : wanted(wish, known)) {
                for (int environment : ask.environments()) {
                    SolveRequest request = new SolveRequest(
                            wish.packageName(),
                            version,
                            wish.index(),
                            environment,
                            ask.filename().map(List::of).orElse(List.of()));
                    (ask.again() ? again : solves).add(new SolveStore.Wanted(request, ask.cause()));
                }
            }
        }
        SolveStore.planAgain(transaction, again, clock.instant());
        SolveStore.plan(transaction, solves, clock.instant());
    }

    /** One that the index does not list is planned too: how that ends is an answer. */
    private static List<String> wanted(Wish wish, KnownPages known) {
        PageAsk ask = wish.ask();
        if (ask.version().isPresent()) {
            String version = ask.version().get();
            return List.of(
                    known.listed(wish.packageName(), wish.index(), version).orElse(version));
        }
        List<String> listed = known.listed(wish.packageName(), wish.index());
        if (ask.specifiers().isEmpty()) {
            return listed;
        }
        Map<Version, String> versions = new LinkedHashMap<>();
        listed.forEach(text -> versions.put(Version.parse(text), text));
        VersionTable table = VersionTable.of(versions.keySet());
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
                .mapToObj(rank -> versions.get(table.version(rank)))
                .toList();
    }

    /** Of several that ask for what a run waited for, the last that the run's own asking led to is named as the cause. */
    private List<Envelope<?>> settle(Handle transaction, List<Wish> wishes) {
        Map<String, Cause> causes = new HashMap<>();
        wishes.forEach(wish ->
                causes.put(wish.ask().cause().correlationId(), wish.ask().cause()));
        Cause last = wishes.get(wishes.size() - 1).ask().cause();
        List<Envelope<?>> messages = new ArrayList<>();
        for (ReadyRun run : ParkedRuns.settle(transaction, names(wishes), clock.instant())) {
            messages.addAll(Told.ready(List.of(run), causes.getOrDefault(run.correlationId(), last)));
        }
        return messages;
    }
}
