package monkey.jobs.investigate;

import monkey.dataset.learning.ParkedRuns;
import monkey.jobs.messages.AdviserReRun;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageHandler;
import org.jdbi.v3.core.Handle;

/**
 * Has a run go on. One whose process lives goes on by itself, for it looks at the same rows; one whose process is gone is
 * noted down for {@link Resumption}.
 */
final class WhenRunCanGoOn implements MessageHandler<AdviserReRun> {
    @Override
    public void handle(Envelope<AdviserReRun> envelope, Handle transaction) {
        String run = envelope.message().reRunAdviserId();
        if (!run.matches("[0-9]{1,18}") || !ParkedRuns.wantToGoOn(transaction, Long.parseLong(run))) {
            throw new MessageException("no run " + run + " is parked here");
        }
    }
}
