package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import monkey.amun.argo.standin.TemplateFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what on the cluster: neither less than is needed, for which the expected rights are those that an Argo server asks the cluster
 * for on behalf of whoever calls, nor more.
 */
class RightsTest {
    private static final Path DEPLOY = Path.of("../scripts/deploy/argo");

    private static Set<String> rights(List<JsonNode> documents) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode rule : of(documents, "Role").get("rules")) {
            rule.get("resources")
                    .forEach(resource ->
                            rule.get("verbs").forEach(verb -> rights.add(verb.asString() + " " + resource.asString())));
        }
        return rights;
    }

    private static JsonNode of(List<JsonNode> documents, String kind) {
        return documents.stream()
                .filter(document -> document.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theProgramMayDoWhatItsCallsComeToAndNoMore() throws IOException {
        assertEquals(
                new TreeSet<>(List.of(
                        "create workflows", // make one
                        "get workflows", // look at one, its log, its artifacts
                        "list workflows",
                        "watch workflows",
                        "patch workflows", // terminate
                        "update workflows", // the same, of servers that write all of it
                        "delete workflows",
                        "get workflowtemplates", // asked with every workflow that is made from one
                        "list workflowtemplates",
                        "get pods", // a log: the server looks for the pods, watches them, and reads
                        "list pods",
                        "watch pods",
                        "get pods/log",
                        "list events", // why a pod does not start
                        "watch events")),
                rights(TemplateFile.readAll(DEPLOY.resolve("inspection/client.yaml"))));
    }

    @Test
    void theExecutorMayReportAndNoMore() throws IOException {
        List<JsonNode> executor = TemplateFile.readAll(DEPLOY.resolve("inspection/executor.yaml"));

        assertEquals(Set.of("create workflowtaskresults", "patch workflowtaskresults"), rights(executor));
    }

    /** Without a token that is mounted by itself, a pod waits until its deadline for the secret of exactly this name. */
    @Test
    void argoFindsTheExecutorsToken() throws IOException {
        JsonNode spec = TemplateFile.read(DEPLOY.resolve("inspection/workflow-template.yaml"))
                .get("spec");
        String account = spec.at("/executor/serviceAccountName").asString();
        List<JsonNode> executor = TemplateFile.readAll(DEPLOY.resolve("inspection/executor.yaml"));
        JsonNode secret = of(executor, "Secret");

        assertTrue(!spec.get("automountServiceAccountToken").asBoolean());
        assertEquals(
                account, of(executor, "ServiceAccount").at("/metadata/name").asString());
        assertEquals(
                account + ".service-account-token", secret.at("/metadata/name").asString());
        assertEquals("kubernetes.io/service-account-token", secret.get("type").asString());
        assertEquals(
                account,
                secret.get("metadata")
                        .get("annotations")
                        .get("kubernetes.io/service-account.name")
                        .asString());
    }

    /** kustomize changes names of generated maps, and looks for their users in kinds that it knows: this is none. */
    @Test
    void theNightlyRunMountsWhatIsMadeForItByThatName() throws IOException {
        JsonNode kustomization = TemplateFile.read(DEPLOY.resolve("nightly/kustomization.yaml"));
        JsonNode run = TemplateFile.read(DEPLOY.resolve("nightly/cron-workflow.yaml"));

        assertTrue(kustomization.at("/generatorOptions/disableNameSuffixHash").asBoolean());
        assertEquals(
                kustomization.at("/configMapGenerator/0/name").asString(),
                run.at("/spec/workflowSpec/templates/0/volumes/0/configMap/name")
                        .asString());
    }
}
