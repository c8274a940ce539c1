package monkey.jobs.batch;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Learns what the requirements reach, one environment after the other; what is known and fresh costs no request. */
final class LearnStep implements Tasklet {
    private final RunInHand run;
    private final Exploration exploration;
    private final Stopping stopping;

    LearnStep(RunInHand run, Exploration exploration, Stopping stopping) {
        this.run = run;
        this.exploration = exploration;
        this.stopping = stopping;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        for (RunInHand.Target target : run.targets()) {
            if (stopping.stop(contribution)) {
                return RepeatStatus.CONTINUABLE;
            }
            stopping.interruptible(() -> exploration.learn(target.position(), run.id()));
        }
        return RepeatStatus.FINISHED;
    }
}
