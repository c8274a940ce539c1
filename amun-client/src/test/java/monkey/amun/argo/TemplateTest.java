package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import monkey.amun.argo.standin.SchemaFacts;
import monkey.amun.argo.standin.TemplateFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifest that is installed, held against what Argo publishes of its fields and what a real server accepted. */
class TemplateTest {
    private static JsonNode template;

    @BeforeAll
    static void read() throws Exception {
        template = TemplateFile.read(Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml"));
    }

    @Test
    void argoKnowsEveryFieldOfIt() {
        assertEquals(List.of(), SchemaFacts.unknown("WorkflowTemplate", template));
    }

    @Test
    void everyFieldOfItHasTheTypeThatArgoReads() {
        assertEquals(List.of(), SchemaFacts.wrong("WorkflowTemplate", template));
        JsonNode wrong = template.deepCopy();
        ((ObjectNode) wrong.get("spec")).put("activeDeadlineSeconds", "60");
        ((ObjectNode) wrong.at("/spec/templates/0/inputs")).putObject("parameters");
        assertEquals(
                List.of("spec.templates.inputs.parameters of type list", "spec.activeDeadlineSeconds of type integer"),
                SchemaFacts.wrong("WorkflowTemplate", wrong));
    }

    @Test
    void nightlyRunIsMadeOfFieldsThatArgoKnows() throws Exception {
        JsonNode nightly = TemplateFile.read(Path.of("../scripts/deploy/argo/nightly/cron-workflow.yaml"));

        assertEquals(List.of(), SchemaFacts.unknown("CronWorkflow", nightly));
        assertEquals(List.of(), SchemaFacts.wrong("CronWorkflow", nightly));
    }

    @Test
    void argoHasWhatItNeedsToRunEachContainerAndToFindWhatItLeaves() {
        for (JsonNode each : template.at("/spec/templates")) {
            assertTrue(each.has("container") != each.has("steps"), "one kind of work to a template");
            List<String> mounts = each.at("/container/volumeMounts").findValuesAsString("mountPath");
            if (each.has("container")) {
                assertTrue(each.at("/container/command").isArray(), "the executor starts the command itself");
                each.at("/inputs/artifacts").findValuesAsString("path").forEach(path -> {
                    assertTrue(path.startsWith("/"), path);
                    assertTrue(mounts.stream().noneMatch(path::equals), path + " is mounted already");
                });
                // The root is read-only: what the pod leaves can only be in a volume.
                each.path("outputs")
                        .findValuesAsString("path")
                        .forEach(path ->
                                assertTrue(mounts.stream().anyMatch(mount -> path.startsWith(mount + "/")), path));
            } else {
                assertEquals(List.of(), each.at("/inputs/artifacts").findValuesAsString("path"));
                assertTrue(each.path("activeDeadlineSeconds").isMissingNode(), "only a pod has a deadline");
            }
        }
    }

    @Test
    void everyTemplateThatIsCalledIsThere() {
        List<String> names = new ArrayList<>();
        template.at("/spec/templates")
                .forEach(each -> names.add(each.get("name").asString()));

        assertTrue(names.containsAll(template.at("/spec/templates").findValuesAsString("template")), names.toString());
        assertTrue(names.containsAll(List.of("inspect", "inspect-with-store", "spread", "spread-with-store")));
    }

    /** Of the first try's start Argo makes the second one's deadline, which then ends a pod that did nothing wrong. */
    @Test
    void noTryIsShortenedByTheOneBeforeIt() {
        assertEquals(List.of(), template.findValues("maxDuration"));
    }

    @Test
    void itIsOfTheVersionThatTheProgramNeeds() {
        assertEquals(InspectionTemplate.NAME, template.at("/metadata/name").asString());
        assertEquals(
                InspectionTemplate.VERSION,
                template.at("/metadata/labels/" + InspectionTemplate.VERSION_LABEL)
                        .asString());
    }

    @Test
    void everyPodRunsWithoutRightsAndEndsByItself() {
        JsonNode spec = template.get("spec");
        assertEquals(false, spec.get("automountServiceAccountToken").asBoolean());
        assertTrue(spec.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault",
                spec.at("/securityContext/seccompProfile/type").asString());
        for (JsonNode each : spec.get("templates")) {
            if (each.has("container")) {
                JsonNode security = each.at("/container/securityContext");
                assertTrue(security.get("readOnlyRootFilesystem").asBoolean());
                assertEquals(false, security.get("allowPrivilegeEscalation").asBoolean());
                assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString());
                assertEquals(
                        "{{workflow.parameters.deadline}}",
                        each.get("activeDeadlineSeconds").asString());
                assertTrue(each.has("volumes"));
            }
        }
    }

    @Test
    void nothingButNumbersAndTheImageStandsWhereArgoReadsPlaceholders() {
        String text = template.toString();
        String placeholders = text.replaceAll(
                "\\{\\{(workflow\\.parameters\\.(base|cpus|memory|deadline|items)"
                        + "|inputs\\.parameters\\.item|inputs\\.artifacts\\.(job|harness)|item)\\}\\}",
                "");

        assertTrue(!placeholders.contains("{{"), placeholders);
    }
}
