package monkey.jobs.batch;

import monkey.dataset.Dataset;
import monkey.dataset.run.RunEnvironment;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Fixes what the run chooses from: the graph of each environment, and what is not in it and why. */
final class EncodeStep implements Tasklet {
    private final RunInHand run;
    private final Dataset dataset;
    private final Exploration exploration;

    EncodeStep(RunInHand run, Dataset dataset, Exploration exploration) {
        this.run = run;
        this.dataset = dataset;
        this.exploration = exploration;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        for (RunInHand.Target target : run.targets()) {
            int environment = target.environment().id();
            if (dataset.graphs().find(run.id(), environment).isPresent()) {
                continue;
            }
            Exploration.Space space = exploration.encode(target.position());
            dataset.runs().recordLeftOut(run.id(), environment, space.leftOut());
            dataset.runs()
                    .record(
                            run.id(),
                            new RunEnvironment(
                                    target.environment(),
                                    target.position(),
                                    null,
                                    null,
                                    space.packages(),
                                    space.versions(),
                                    null,
                                    null));
            dataset.graphs().record(run.id(), environment, space.graph());
        }
        return RepeatStatus.FINISHED;
    }
}
