package monkey.jobs.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ArgoManifestsTest {
    @Test
    void everythingIsOfTheNamespaceAndWrittenOut() {
        String text = ArgoManifests.text("inspections", Optional.empty());

        assertThat(documents(text))
                .allSatisfy(document -> assertThat(metadata(document)).containsEntry("namespace", "inspections"));
        assertThat(kinds(text))
                .contains("WorkflowTemplate", "ServiceAccount", "Role", "RoleBinding", "Secret", "NetworkPolicy")
                .doesNotContain("CronWorkflow", "ConfigMap");
        assertThat(text).doesNotContain("&pod", "*pod");
    }

    @Test
    void nightlyRunComesInItsImageWithTheExperimentThatItMounts() {
        String text = ArgoManifests.text("inspections", Optional.of("registry.example/monkey:1"));

        assertThat(kinds(text)).contains("CronWorkflow");
        assertThat(text).contains("image: registry.example/monkey:1");
        assertThat(documents(text).stream().filter(document -> "ConfigMap".equals(document.get("kind"))))
                .singleElement()
                .satisfies(map -> {
                    assertThat(metadata(map)).containsEntry("name", "monkey-nightly");
                    assertThat(map.get("data").toString()).contains("experiment.yaml", "requirements");
                });
    }

    private static List<Object> kinds(String text) {
        return documents(text).stream().map(document -> document.get("kind")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Map<String, Object> document) {
        return (Map<String, Object>) document.get("metadata");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text)
                .forEach(document -> documents.add((Map<String, Object>) document));
        return documents;
    }
}
