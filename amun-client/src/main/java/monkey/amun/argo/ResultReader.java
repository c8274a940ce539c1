package monkey.amun.argo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.argo.PodSettings.Mode;
import monkey.amun.argo.Signs.Ours;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.LogLine;
import monkey.amun.argo.client.LogQuery;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Workflow;
import monkey.amun.results.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a workflow that has ended, or that we ended, to the inspection's one result. */
final class ResultReader {
    private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
    private static final int LARGEST_DOCUMENT = 256 << 20;
    private static final int LOG_LINES = 200;
    private static final int LOG_CHARACTERS = 16_384;

    private final ArgoClient client;
    private final PodSettings settings;

    ResultReader(ArgoClient client, PodSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The report as far as it could be read, and what was wrong with what could not. */
    private record Found(Optional<PodReport> report, String damage) {}

    /** @param events what the cluster notes about a pod that does not start; empty where nobody asked */
    InspectionResult read(InspectionSpecification specification, Workflow workflow, Ours ours, String events) {
        Found found = find(specification, workflow);
        if (found.report().filter(PodReport::complete).isPresent()) {
            PodReport report = found.report().get();
            if (!report.refused().isEmpty()) {
                return Results.infrastructure(specification, report.refused());
            }
            return new Results(specification, false, "the pod ended before its script did")
                    .read(report.build(), report.documents());
        }
        boolean overran = found.report()
                .filter(report -> report.overran(specification.limits().timeout(), workflow.finishedAt()))
                .isPresent();
        Signs signs = Signs.of(workflow, ours, events, overran);
        Ending ending = Ending.of(signs);
        String sentence = ending.sentence(signs) + (found.damage().isEmpty() ? "" : ". Its result: " + found.damage());
        LOG.info("Workflow {} ended as {}: {}", workflow.name(), ending, sentence);
        return new Results(specification, false, sentence)
                .endedAs(
                        ending.outcome(),
                        sentence,
                        found.report().map(PodReport::build).orElse(null),
                        found.report().map(PodReport::documents).orElse(List.of()),
                        log(workflow));
    }

    /** Of a workflow that nobody has any more. */
    static InspectionResult gone(InspectionSpecification specification) {
        Signs signs = Signs.gone();
        return Results.infrastructure(specification, Ending.of(signs).sentence(signs));
    }

    private Found find(InspectionSpecification specification, Workflow workflow) {
        List<PodReport> reports = new ArrayList<>();
        String damage = "";
        for (NodeStatus pod : workflow.pods()) {
            if (pod.hooked()) {
                continue;
            }
            Optional<PodReport> whole = Optional.empty();
            try {
                whole = report(workflow, pod, specification.identifier());
            } catch (IOException | ArgoException e) {
                damage = e.getMessage();
                LOG.warn("The result of workflow {} cannot be read: {}", workflow.name(), e.getMessage());
            }
            with(whole, summary(specification, pod)).ifPresent(reports::add);
        }
        if (reports.isEmpty()) {
            return new Found(Optional.empty(), damage);
        }
        if (settings.mode() == Mode.SPREAD) {
            return new Found(Optional.of(PodReport.together(reports, specification.batchSize())), damage);
        }
        // Of several tries the one that came to its end; if none did, the last.
        return new Found(
                reports.stream()
                        .filter(PodReport::complete)
                        .findFirst()
                        .or(() -> Optional.of(reports.get(reports.size() - 1))),
                damage);
    }

    private static Optional<PodReport> with(Optional<PodReport> whole, Optional<PodReport> summary) {
        if (whole.isEmpty()) {
            return summary;
        }
        return summary.isEmpty() || whole.get().complete()
                ? whole
                : Optional.of(whole.get().with(summary.get()));
    }

    /** How each item ended. Of a visit that tells nothing: it was made for what was measured. */
    private static Optional<PodReport> summary(InspectionSpecification specification, NodeStatus pod) {
        String parameter = pod.outputs().getOrDefault("summary", "");
        if (parameter.isEmpty() || specification.visit().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PodReport.of(Encoded.content(parameter, LARGEST_DOCUMENT), specification.identifier()));
        } catch (IOException e) {
            LOG.warn("The summary of {} cannot be read: {}", pod.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The whole document where there is an artifact store, else the one that was cut to size. */
    private Optional<PodReport> report(Workflow workflow, NodeStatus pod, String identifier)
            throws IOException, ArgoException {
        if (pod.outputArtifacts().contains("result")) {
            try {
                byte[] whole = client.artifact(workflow.name(), pod.id(), "result", LARGEST_DOCUMENT);
                return Optional.of(PodReport.of(whole, identifier));
            } catch (ArgoException | IOException e) {
                LOG.warn(
                        "The artifact of {} cannot be read, its parameter is taken: {}",
                        workflow.name(),
                        e.getMessage());
            }
        }
        String parameter = pod.outputs().getOrDefault("result", "");
        return parameter.isEmpty()
                ? Optional.empty()
                : Optional.of(PodReport.of(Encoded.content(parameter, LARGEST_DOCUMENT), identifier));
    }

    /** The last of what the pods said, without the executor's words; empty where they are gone. */
    private String log(Workflow workflow) {
        StringBuilder said = new StringBuilder();
        try (EventStream<LogLine> lines = client.logs(workflow.name(), LogQuery.MAIN.last(LOG_LINES))) {
            for (Optional<LogLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isOfExecutor()) {
                    said.append(line.get().content()).append('\n');
                }
            }
        } catch (ArgoException e) {
            LOG.debug("No log of workflow {}: {}", workflow.name(), e.getMessage());
        }
        return said.length() <= LOG_CHARACTERS ? said.toString() : "…" + said.substring(said.length() - LOG_CHARACTERS);
    }
}
