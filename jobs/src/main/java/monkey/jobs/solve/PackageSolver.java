package monkey.jobs.solve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.knowledge.KnowledgeStore;
import monkey.dataset.knowledge.KnownPackage;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.dataset.knowledge.PackageVersion;
import monkey.dataset.learning.Solve;
import monkey.dataset.learning.SolveEnd;
import monkey.dataset.learning.SolveOutcome;
import monkey.dataset.python.Version;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.reach.FileChoice;

/**
 * Solves versions of one package on one index, for any environments.
 *
 * <p>Idea: choose the file that an installer would take by what is known; where its metadata is not known, fetch it and
 * choose again, since it may turn out not to be installable; until the choice rests on known metadata only, or there is
 * none. All that is to be fetched for one round is fetched at once, and a file that several environments share once.
 * Nothing is written here.
 *
 * <p>Cost: one read of the package for each environment, and as many rounds as a version has unusable files before its
 * usable one, so almost always two.
 */
final class PackageSolver {
    private final KnowledgeStore knowledge;
    private final Inquiry inquiry;
    private final ExecutorService fetches;

    PackageSolver(KnowledgeStore knowledge, Inquiry inquiry, ExecutorService fetches) {
        this.knowledge = knowledge;
        this.inquiry = inquiry;
        this.fetches = fetches;
    }

    /** @param solves of one package and index, by the environment they are for */
    SolvedBatch solve(Map<SolveEnvironment, List<Solve>> solves) throws InterruptedIOException {
        SolvedBatch batch = new SolvedBatch();
        List<Open> open = new ArrayList<>();
        solves.forEach((environment, wanted) -> open.addAll(open(environment, wanted)));
        List<Open> undecided = open;
        while (!undecided.isEmpty()) {
            Map<Long, Distribution> toLearn = new LinkedHashMap<>();
            List<Open> waiting = new ArrayList<>();
            for (Open one : undecided) {
                List<Distribution> needed = one.decide(batch);
                needed.forEach(distribution -> toLearn.put(distribution.id(), distribution));
                if (!needed.isEmpty()) {
                    waiting.add(one);
                }
            }
            Map<Long, String> faults = fetch(toLearn, batch.learnt);
            List<LearntMetadata> learnt = List.copyOf(batch.learnt.values());
            undecided = waiting.stream()
                    .filter(one -> !one.isHeldUp(faults, batch))
                    .peek(one -> one.learn(learnt))
                    .toList();
        }
        return batch;
    }

    private List<Open> open(SolveEnvironment environment, List<Solve> wanted) {
        String name = wanted.get(0).packageName();
        String index = wanted.get(0).indexUrl();
        KnownPackage known = knowledge
                .packages(List.of(name), FileChoice.accepted(environment.environment()))
                .get(0);
        Optional<IndexPage> page = known.pages().stream()
                .filter(one -> one.indexUrl().equals(index))
                .findFirst();
        Map<Version, PackageVersion> versions = new HashMap<>();
        known.versions().stream()
                .filter(version -> version.indexUrl().equals(index))
                .forEach(version -> versions.put(Version.parse(version.version()), version));
        FileChoice choice = new FileChoice(environment.environment());
        return wanted.stream()
                .map(solve -> new Open(solve, page, versions.get(Version.parse(solve.version())), choice))
                .toList();
    }

    /** Fetches side by side. What was learnt is put with {@code learnt}, faults that may pass are returned. */
    private Map<Long, String> fetch(Map<Long, Distribution> toLearn, Map<Long, LearntMetadata> learnt)
            throws InterruptedIOException {
        Map<Long, Future<LearntMetadata>> answers = new LinkedHashMap<>();
        toLearn.forEach((id, distribution) -> answers.put(id, fetches.submit(() -> inquiry.metadata(distribution))));
        Map<Long, String> faults = new HashMap<>();
        try {
            for (Map.Entry<Long, Future<LearntMetadata>> answer : answers.entrySet()) {
                try {
                    learnt.put(answer.getKey(), answer.getValue().get());
                } catch (ExecutionException e) {
                    faults.put(answer.getKey(), words(e.getCause()));
                }
            }
        } catch (InterruptedException e) {
            answers.values().forEach(answer -> answer.cancel(true));
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("solving was stopped");
        }
        return faults;
    }

    private static String words(Throwable fault) {
        return fault instanceof IOException && fault.getMessage() != null ? fault.getMessage() : fault.toString();
    }

    /** A solve on its way to its end. */
    private static final class Open {
        private final Solve solve;
        private final Optional<IndexPage> page;
        private final FileChoice choice;
        private PackageVersion version;
        private List<Distribution> needed = List.of();

        Open(Solve solve, Optional<IndexPage> page, PackageVersion version, FileChoice choice) {
            this.solve = solve;
            this.page = page;
            this.version = version;
            this.choice = choice;
        }

        /** Ends, or says what has to be learnt first. */
        List<Distribution> decide(SolvedBatch batch) {
            if (version == null || version.missing()) {
                String what = page.isPresent() && !page.get().present() ? "no package " : "no version ";
                String named = page.isPresent() && !page.get().present()
                        ? solve.packageName()
                        : solve.packageName() + "==" + solve.version();
                end(batch, SolveOutcome.MISSING, what + named + " on " + solve.indexUrl());
                return List.of();
            }
            FileChoice.Choice chosen = choice.of(version);
            List<Distribution> asked = version.distributions().stream()
                    .filter(file -> file.unlearnt()
                            && solve.files().contains(file.file().filename()))
                    .toList();
            if (chosen instanceof FileChoice.ToLearn toLearn) {
                needed = Stream.concat(Stream.of(toLearn.distribution()), asked.stream())
                        .distinct()
                        .toList();
            } else {
                needed = asked;
            }
            if (needed.isEmpty()) {
                end(batch, chosen);
            }
            return needed;
        }

        private void end(SolvedBatch batch, FileChoice.Choice chosen) {
            if (chosen instanceof FileChoice.Known) {
                end(batch, SolveOutcome.SOLVED, null);
            } else if (chosen instanceof FileChoice.NoneFits none) {
                end(batch, SolveOutcome.UNSOLVABLE, none.reason());
            } else if (chosen instanceof FileChoice.Unreadable unreadable) {
                end(batch, SolveOutcome.FAILED, unreadable.reason());
            }
        }

        private void end(SolvedBatch batch, SolveOutcome outcome, String reason) {
            batch.ends.add(new SolveEnd(
                    solve, outcome, reason, read(), page.map(IndexPage::etag).orElse(null)));
        }

        private List<String> read() {
            return version == null
                    ? List.of()
                    : version.distributions().stream()
                            .filter(file -> !file.unlearnt())
                            .map(file -> file.file().filename())
                            .toList();
        }

        /** Whether something it needs could not be had for now. */
        boolean isHeldUp(Map<Long, String> faults, SolvedBatch batch) {
            for (Distribution distribution : needed) {
                String fault = faults.get(distribution.id());
                if (fault != null) {
                    batch.postponed.put(solve, fault);
                    return true;
                }
            }
            return false;
        }

        void learn(List<LearntMetadata> learnt) {
            KnowledgeSnapshot snapshot = KnowledgeSnapshot.of(
                            List.of(new KnownPackage(solve.packageName(), List.of(), List.of(version))))
                    .learnt(learnt);
            version = snapshot.get(solve.packageName()).versions().get(0);
        }
    }
}
