package monkey.jobs.batch;

import java.math.BigInteger;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.RunEnvironment;
import monkey.dataset.run.RunGraph;
import monkey.jobs.choose.Choice;
import monkey.jobs.choose.GraphText;
import monkey.jobs.choose.StackRecorder;
import monkey.jobs.choose.StrategyRequest;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Resolves and records: counts the stacks of each environment and writes down those the strategy chooses. */
final class ChooseStep implements Tasklet {
    private final RunInHand run;
    private final Dataset dataset;
    private final Exploration exploration;
    private final RecordedSpecification specification;
    private final Stopping stopping;

    ChooseStep(
            RunInHand run,
            Dataset dataset,
            Exploration exploration,
            RecordedSpecification specification,
            Stopping stopping) {
        this.run = run;
        this.dataset = dataset;
        this.exploration = exploration;
        this.specification = specification;
        this.stopping = stopping;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        for (RunEnvironment known : dataset.runs().environments(run.id())) {
            if (known.ending() != null) {
                continue;
            }
            Choice choice = choose(known);
            if (choice.ending() == Ending.PARTIAL) {
                stopping.explainsFailure(); // then it says so in a moment
            }
            if (stopping.stop(contribution)) {
                return RepeatStatus.CONTINUABLE;
            }
            dataset.runs().record(run.id(), chosen(known, choice));
        }
        if (dataset.runs().environments(run.id()).stream().allMatch(ChooseStep::isEmpty)) {
            throw exploration.noStack();
        }
        return RepeatStatus.FINISHED;
    }

    private static boolean isEmpty(RunEnvironment known) {
        return BigInteger.ZERO.equals(known.stackCount());
    }

    private Choice choose(RunEnvironment known) {
        int environment = known.environment().id();
        RunGraph recorded = dataset.graphs().find(run.id(), environment).orElseThrow();
        Graph graph = GraphText.read(recorded.text());
        dataset.inspections().discardPlanned(run.id(), environment);
        StackRecorder recorder = new StackRecorder(dataset, run.id(), known.environment(), specification);
        try (ResolverProcess resolver = exploration.resolver(graph)) {
            stopping.onRequest(resolver::close);
            Request request = StrategyRequest.of(
                    run.experiment().strategy(),
                    graph,
                    id -> recorded.distributions()[id] != 0,
                    run.experiment().budget().inspections());
            return recorder.choose(recorded, graph, resolver, request, stopping::requested);
        }
    }

    /** A resolver that was lost on the way leaves good stacks: the run goes on with them, and says so. */
    private static RunEnvironment chosen(RunEnvironment known, Choice choice) {
        Optional<Choice.Coverage> coverage = choice.coverage();
        BigInteger feasible = coverage.map(Choice.Coverage::feasible).orElse(null);
        BigInteger covered = coverage.map(Choice.Coverage::covered).orElse(null);
        return new RunEnvironment(
                known.environment(),
                known.position(),
                choice.possible().orElse(null),
                choice.ending() == Ending.CANCELLED
                        ? Ending.PARTIAL.word()
                        : choice.ending().word(),
                known.packages(),
                known.versions(),
                feasible,
                covered);
    }
}
