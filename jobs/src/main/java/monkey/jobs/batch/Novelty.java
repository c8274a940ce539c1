package monkey.jobs.batch;

import monkey.dataset.Dataset;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.RunState;

/** Whether what the indexes offer now allows other stacks than those a complete run chose from. */
final class Novelty {
    private final RunRequest request;
    private final Stopping stopping;

    Novelty(RunRequest request, Stopping stopping) {
        this.request = request;
        this.stopping = stopping;
    }

    boolean since(Run run) {
        Dataset dataset = request.dataset();
        if (run.state() != RunState.COMPLETE) {
            return false;
        }
        for (int target = 0; target < request.environments().size(); target++) {
            int position = target;
            stopping.interruptible(() -> request.exploration().learn(position, run.id()));
            String now = request.exploration().encode(target).graph().text();
            String then = dataset.graphs()
                    .find(run.id(), request.environments().get(target).id())
                    .map(RunGraph::text)
                    .orElse("");
            if (!now.equals(then)) {
                request.watcher().note("the indexes allow other stacks than those of run " + run.id() + ": a new run");
                return true;
            }
        }
        return false;
    }
}
