package monkey.jobs.investigate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.ReadyRun;
import monkey.dataset.learning.SolveEnd;
import monkey.dataset.learning.SolveOutcome;
import monkey.jobs.messages.AdviserReRun;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.HashMismatch;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MissingPackage;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.PackageReleased;
import monkey.jobs.messages.SolvedPackage;
import monkey.jobs.solve.SolveEnvironment;

/** Puts what was found out into messages. */
public final class Told {
    private Told() {}

    /** A message that came of another one, or of nothing but our own looking. */
    static <M extends Message> Envelope<M> because(Cause cause, M message) {
        String correlation = cause.correlationId() == null ? UUID.randomUUID().toString() : cause.correlationId();
        return Envelope.first(message, correlation).causedBy(cause.messageId());
    }

    /** A message for each difference. */
    public static List<Envelope<?>> differences(Collection<PageDifference> differences, Cause cause) {
        List<Envelope<?>> messages = new ArrayList<>();
        differences.forEach(difference -> messages.add(because(cause, message(difference))));
        return messages;
    }

    private static Message message(PageDifference difference) {
        if (difference instanceof PageDifference.Released released) {
            return new PackageReleased(released.packageName(), released.version(), released.indexUrl());
        }
        if (difference instanceof PageDifference.Gone gone) {
            return new MissingVersion(gone.packageName(), gone.version(), gone.indexUrl());
        }
        if (difference instanceof PageDifference.PackageGone gone) {
            return new MissingPackage(gone.packageName(), gone.indexUrl());
        }
        PageDifference.FilesChanged changed = (PageDifference.FilesChanged) difference;
        return new HashMismatch(
                changed.packageName(), changed.version(), changed.indexUrl(), changed.gone(), changed.added());
    }

    /** Of solves that did not work nothing is told: nobody can go on from them. */
    static List<Envelope<?>> solved(Collection<SolveEnd> ends, Surroundings surroundings) {
        List<Envelope<?>> messages = new ArrayList<>();
        for (SolveEnd end : ends) {
            if (end.outcome() == SolveOutcome.SOLVED) {
                SolveEnvironment environment =
                        surroundings.environment(end.solve().environmentId());
                messages.add(because(
                        end.solve().cause(),
                        new SolvedPackage(
                                end.solve().packageName(),
                                end.solve().version(),
                                end.solve().indexUrl(),
                                environment.solver())));
            }
        }
        return messages;
    }

    /** A message for each run that can go on. */
    public static List<Envelope<?>> ready(Collection<ReadyRun> runs, Cause cause) {
        List<Envelope<?>> messages = new ArrayList<>();
        for (ReadyRun run : runs) {
            messages.add(because(
                    new Cause(cause.messageId(), run.correlationId()),
                    new AdviserReRun(Long.toString(run.runId()), "dependency-monkey")));
        }
        return messages;
    }
}
