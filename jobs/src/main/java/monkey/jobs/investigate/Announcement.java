package monkey.jobs.investigate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import monkey.dataset.learning.ReadyRun;
import monkey.dataset.learning.SolveEnd;
import monkey.dataset.learning.SolveWorker;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Outgoing;

/** What solvers tell: what is solved, and which runs have waited for that. */
public final class Announcement implements SolveWorker.Telling {
    private final Surroundings surroundings;

    public Announcement(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Collection<WrittenMessage> of(List<SolveEnd> ended, List<ReadyRun> ready) {
        List<Envelope<?>> messages = new ArrayList<>(Told.solved(ended, surroundings));
        messages.addAll(Told.ready(ready, ended.get(ended.size() - 1).solve().cause()));
        return messages.stream().map(Outgoing::written).toList();
    }
}
