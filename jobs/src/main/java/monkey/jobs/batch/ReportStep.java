package monkey.jobs.batch;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Marks the run as over and writes its pages, which therefore say so. */
final class ReportStep implements Tasklet {
    private final RunEnding ending;

    ReportStep(RunEnding ending) {
        this.ending = ending;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        ending.complete();
        return RepeatStatus.FINISHED;
    }
}
