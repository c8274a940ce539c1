package monkey.jobs.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedSpecification;
import monkey.jobs.inspect.Bench;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The job that is an experiment's run: learn, encode, choose, inspect, explain, report.
 *
 * <p>Each step can be killed at any point and started again: what it has done is in the dataset's tables, not in the
 * step's context, and doing it twice changes nothing. The steps therefore run in a transaction that holds no connection;
 * each write to the dataset is a transaction of its own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Lazy(false)
class ExperimentJob {
    static final String NAME = "experiment";

    /** What the steps work with; given to the context from outside. */
    record Materials(
            RunInHand run,
            Dataset dataset,
            RecordedSpecification specification,
            Exploration exploration,
            Supplier<Bench> benches,
            Stopping stopping,
            RunWatcher watcher,
            RunEnding ending) {}

    @Bean
    Job experiment(JobRepository repository, Materials with) {
        return new JobBuilder(NAME, repository)
                .start(step(
                        "learn",
                        repository,
                        with,
                        new LearnStep(with.run(), with.dataset(), with.exploration(), with.stopping())))
                .next(step("encode", repository, with, new EncodeStep(with.run(), with.dataset(), with.exploration())))
                .next(step(
                        "choose",
                        repository,
                        with,
                        new ChooseStep(
                                with.run(), with.dataset(), with.exploration(), with.specification(), with.stopping())))
                .next(step(
                        "inspect",
                        repository,
                        with,
                        new InspectStep(with.run(), with.dataset(), with.benches(), with.stopping(), with.watcher())))
                .next(step(
                        "explain",
                        repository,
                        with,
                        new ExplainStep(
                                with.run(),
                                with.dataset(),
                                with.exploration(),
                                with.specification(),
                                with.benches(),
                                with.stopping(),
                                with.watcher(),
                                Clock.systemUTC(),
                                Instant.now())))
                .next(step("report", repository, with, new ReportStep(with.ending())))
                .build();
    }

    private static Step step(String name, JobRepository repository, Materials with, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(new Stoppable(tasklet, with.stopping()), new ResourcelessTransactionManager())
                .build();
    }
}
