package monkey.jobs.batch;

import monkey.dataset.Dataset;
import monkey.dataset.run.AtStart;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Learns what the requirements reach, one environment after the other; what is known and fresh costs no request. What was
 * possible without that is noted down first, for all of them: what is learnt for one helps the next.
 */
final class LearnStep implements Tasklet {
    private final RunInHand run;
    private final Dataset dataset;
    private final Exploration exploration;
    private final Stopping stopping;

    LearnStep(RunInHand run, Dataset dataset, Exploration exploration, Stopping stopping) {
        this.run = run;
        this.dataset = dataset;
        this.exploration = exploration;
        this.stopping = stopping;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        for (RunInHand.Target target : run.targets()) {
            if (dataset.runs().start(run.id(), target.environment().id()).isEmpty()) {
                AtStart start = exploration.start(target.position());
                dataset.runs().recordStart(run.id(), target.environment(), target.position(), start);
            }
        }
        for (RunInHand.Target target : run.targets()) {
            if (stopping.stop(contribution)) {
                return RepeatStatus.CONTINUABLE;
            }
            stopping.interruptible(() -> exploration.learn(target.position(), run.id()));
        }
        return RepeatStatus.FINISHED;
    }
}
