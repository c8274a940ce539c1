package monkey.jobs.batch;

import java.time.Clock;
import javax.sql.DataSource;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.RunState;
import monkey.jobs.inspect.ScriptToRun;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the Spring Batch job of a run that this process owns, or goes on with the one a dead process left. */
final class JobExecutor {
    private final RunRequest request;
    private final RunInHand run;
    private final Stopping stopping;
    private final RunEnding ending;

    JobExecutor(RunRequest request, RunInHand run, Stopping stopping, Clock clock) {
        this.request = request;
        this.run = run;
        this.stopping = stopping;
        this.ending = new RunEnding(request.dataset().runs(), run.id(), request.report(), clock);
    }

    RunState execute() {
        try (ConfigurableApplicationContext context = context()) {
            JobExecution execution = start(context);
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return RunState.COMPLETE;
            }
            if (execution.getStatus() == BatchStatus.STOPPED) {
                ending.stopped();
                return RunState.STOPPED;
            }
            throw failed(execution, context.getBean(JobRepository.class));
        }
    }

    private JobExecution start(ConfigurableApplicationContext context) {
        JobOperator operator = context.getBean(JobOperator.class);
        JobRepository repository = context.getBean(JobRepository.class);
        JobParameters parameters = new JobParametersBuilder()
                .addString("experiment", run.run().digest())
                .addLong("repetition", (long) run.run().repetition())
                .toJobParameters();
        // This process owns the run: an execution that has not ended belongs to a process that is dead.
        JobExecution last = repository.getLastJobExecution(ExperimentJob.NAME, parameters);
        if (last != null && last.isRunning()) {
            operator.recover(last);
        }
        try {
            return operator.start(context.getBean(Job.class), parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job of run " + run.id() + " does not start: " + e.getMessage(), e);
        }
    }

    /** A run that has come to no stack has nothing to report: the mistake is told, and no trace of the attempt is kept. */
    private RuntimeException failed(JobExecution execution, JobRepository repository) {
        Throwable cause = execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("run " + run.id() + " ended as " + execution.getStatus()));
        if (request.dataset().inspections().progress(run.id()).isEmpty()) {
            // In this order: a run without its job begins anew, a job without its run would not.
            repository.deleteJobInstance(execution.getJobInstance());
            request.dataset().runs().forget(run.id());
        } else {
            ending.failed(cause.getMessage());
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause.getMessage(), cause);
    }

    private ConfigurableApplicationContext context() {
        ScriptToRun script = ScriptToRun.of(request.experiment());
        RecordedSpecification specification =
                request.dataset().inspections().specification(script.digest(), script.document());
        ExperimentJob.Materials materials = new ExperimentJob.Materials(
                run,
                request.dataset(),
                specification,
                request.exploration(),
                request.benches(),
                stopping,
                request.watcher(),
                ending);
        return new SpringApplicationBuilder(ExperimentJob.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(
                        "spring.batch.job.enabled=false",
                        // A run sends its messages through the outbox; its steps have no business with Kafka.
                        "spring.autoconfigure.exclude=org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
                        "spring.batch.jdbc.initialize-schema=never",
                        "spring.batch.jdbc.table-prefix=" + BatchSchema.TABLE_PREFIX)
                .initializers((GenericApplicationContext beans) -> {
                    // The pool belongs to whoever opened it: the context must not close it.
                    beans.registerBean(
                            "dataSource",
                            DataSource.class,
                            request::database,
                            definition -> ((org.springframework.beans.factory.support.AbstractBeanDefinition)
                                            definition)
                                    .setDestroyMethodName(""));
                    beans.registerBean(ExperimentJob.Materials.class, () -> materials);
                })
                .run();
    }
}
