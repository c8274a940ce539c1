package monkey.jobs.batch;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * A step that a wish for an end stops, wherever it is: it does not begin any more, and what fails because of the wish (an
 * interrupted thread, a child that the same Ctrl-C ended) is no failure of the run.
 */
record Stoppable(Tasklet step, Stopping stopping) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        if (stopping.stop(contribution)) {
            return RepeatStatus.CONTINUABLE;
        }
        try {
            return step.execute(contribution, context);
        } catch (Exception e) {
            if (stopping.explainsFailure() && stopping.stop(contribution)) {
                return RepeatStatus.CONTINUABLE;
            }
            throw e;
        }
    }
}
