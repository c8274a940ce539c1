package monkey.jobs.investigate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monkey.dataset.learning.VersionFlags;
import monkey.dataset.python.PackageName;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MissingVersion;
import org.jdbi.v3.core.Handle;

/** Flags the version: it is never chosen again, until a page lists it once more. Stacks that have it are marked. */
final class WhenVersionIsMissing implements MessageHandler<MissingVersion> {
    private static final String REASON = "its index lists it no longer";

    private final Surroundings surroundings;
    private final Clock clock;

    WhenVersionIsMissing(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** Those whose version is known by that spelling at once; the others one by one. */
    @Override
    public void handleAll(List<Envelope<MissingVersion>> envelopes, Handle transaction) {
        Map<String, String> indexes = new HashMap<>();
        List<VersionFlags.Gone> gone = new ArrayList<>();
        for (Envelope<MissingVersion> envelope : envelopes) {
            MissingVersion message = envelope.message();
            gone.add(new VersionFlags.Gone(
                    gone.size(),
                    PackageName.normalize(message.packageName()),
                    message.packageVersion(),
                    indexes.computeIfAbsent(message.indexUrl(), named -> surroundings.index(named, transaction)),
                    envelope.writtenAt(),
                    envelope.id()));
        }
        Set<Integer> done = VersionFlags.markMissing(transaction, gone, REASON, clock.instant());
        for (int position = 0; position < envelopes.size(); position++) {
            if (!done.contains(position)) {
                handle(envelopes.get(position), transaction);
            }
        }
    }

    @Override
    public void handle(Envelope<MissingVersion> envelope, Handle transaction) {
        MissingVersion message = envelope.message();
        Subject subject = Subject.of(
                envelope,
                message.packageName(),
                Optional.of(message.packageVersion()),
                message.indexUrl(),
                surroundings,
                transaction);
        PageWord.unlessListedSince(
                transaction,
                subject,
                envelope.writtenAt(),
                () -> VersionFlags.markMissing(
                        transaction,
                        subject.packageName(),
                        subject.version(),
                        subject.index(),
                        REASON,
                        subject.cause(),
                        clock.instant()));
    }
}
