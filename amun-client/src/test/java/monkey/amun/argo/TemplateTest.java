package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import monkey.amun.argo.standin.SchemaFacts;
import monkey.amun.argo.standin.TemplateFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
    void nightlyRunIsMadeOfFieldsThatArgoKnows() throws Exception {
        JsonNode nightly = TemplateFile.read(Path.of("../scripts/deploy/argo/nightly/cron-workflow.yaml"));

        assertEquals(
                List.of(),
                SchemaFacts.unknown(
                        "WorkflowTemplate",
                        ((tools.jackson.databind.node.ObjectNode) nightly.deepCopy())
                                .put("kind", "WorkflowTemplate")
                                .set("spec", nightly.at("/spec/workflowSpec"))));
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
