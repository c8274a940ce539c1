package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.argo.PodSettings.Mode;
import monkey.amun.argo.standin.SchemaFacts;
import monkey.amun.argo.standin.TemplateFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What refers to something else in the manifests, and in the workflows that are made from them: that it is there. */
class TemplateReferencesTest {
    private static final Path DEPLOY = Path.of("../scripts/deploy/argo");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]*)\\}\\}");

    private static JsonNode spec;

    @BeforeAll
    static void read() throws Exception {
        spec = TemplateFile.read(DEPLOY.resolve("inspection/workflow-template.yaml"))
                .get("spec");
    }

    @Test
    void everyPlaceholderNamesWhatIsDeclaredWhereItStands() {
        Set<String> everywhere = new HashSet<>();
        names(spec.at("/arguments/parameters")).forEach(name -> everywhere.add("workflow.parameters." + name));
        assertEquals(Set.of(), missing(spec.get("podSpecPatch"), everywhere));
        for (JsonNode template : spec.get("templates")) {
            Set<String> here = new HashSet<>(everywhere);
            names(template.at("/inputs/parameters")).forEach(name -> here.add("inputs.parameters." + name));
            names(template.at("/inputs/artifacts")).forEach(name -> here.add("inputs.artifacts." + name));
            if (!template.findValues("withSequence").isEmpty()) {
                here.add("item");
            }
            assertEquals(Set.of(), missing(template, here), template.get("name").asString());
        }
    }

    private static Set<String> missing(JsonNode text, Set<String> there) {
        Set<String> missing = new TreeSet<>();
        Matcher placeholders = PLACEHOLDER.matcher(text.toString());
        while (placeholders.find()) {
            missing.add(placeholders.group(1));
        }
        missing.removeAll(there);
        return missing;
    }

    @Test
    void everyStepGivesWhatTheTemplateItCallsAsksFor() {
        for (JsonNode step : spec.get("templates").findValues("steps").stream()
                .flatMap(groups -> groups.valueStream().flatMap(JsonNode::valueStream))
                .toList()) {
            JsonNode called = template(step.get("template").asString());
            for (String kind : List.of("parameters", "artifacts")) {
                Set<String> needed = new TreeSet<>();
                for (JsonNode input : called.at("/inputs/" + kind)) {
                    if (!input.has("value") && !input.path("optional").asBoolean(false)) {
                        needed.add(input.get("name").asString());
                    }
                }
                List<String> given = names(step.at("/arguments/" + kind));
                assertTrue(given.containsAll(needed), step + " lacks some of " + needed);
                assertTrue(names(called.at("/inputs/" + kind)).containsAll(given), step + " gives what nobody takes");
            }
        }
    }

    @Test
    void anEntrypointIsGivenWhatItAsksForByTheWorkflowsOwnArguments() {
        for (String entrypoint : List.of("inspect", "inspect-with-store", "spread", "spread-with-store")) {
            JsonNode inputs = template(entrypoint).get("inputs");
            assertTrue(names(spec.at("/arguments/artifacts")).containsAll(names(inputs.path("artifacts"))), entrypoint);
            for (JsonNode parameter : inputs.path("parameters")) {
                assertTrue(parameter.has("value"), entrypoint + " asks for " + parameter);
            }
        }
    }

    @Test
    void everyMountHasItsVolume() {
        for (JsonNode template : spec.get("templates")) {
            assertTrue(
                    names(template.path("volumes"))
                            .containsAll(names(template.path("container").path("volumeMounts"))),
                    template.get("name").asString());
        }
    }

    @Test
    void whatArgoTakesOnlyCertainWordsForHasOneOfThem() throws IOException {
        JsonNode nightly = TemplateFile.read(DEPLOY.resolve("nightly/cron-workflow.yaml"));
        assertTrue(Set.of("OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess")
                .contains(spec.at("/podGC/strategy").asString()));
        assertTrue(Set.of("Allow", "Forbid", "Replace")
                .contains(nightly.at("/spec/concurrencyPolicy").asString()));
        assertTrue(Set.of("Always", "OnFailure", "OnError", "OnTransientError")
                .containsAll(spec.get("templates").findValuesAsString("retryPolicy")));
        assertTrue(Set.of("Always", "IfNotPresent", "Never")
                .containsAll(spec.get("templates").findValuesAsString("imagePullPolicy")));
    }

    /** Its exit code would be a string there, and is left out: every comparison is one of texts. */
    @Test
    void aSecondTryIsDecidedByWhatArgoTellsOfTheFirst() {
        for (String expression : spec.get("templates").findValuesAsString("expression")) {
            Matcher told = Pattern.compile("lastRetry\\.(\\w+)").matcher(expression);
            while (told.find()) {
                assertTrue(Set.of("status", "message").contains(told.group(1)), expression);
            }
        }
    }

    @Test
    void thePatchIsOneOfTheContainerThatRunsTheScriptAndAsksForWhatItLimits() {
        JsonNode patch =
                JsonMapper.shared().readTree(spec.get("podSpecPatch").asString().replaceAll("\\{\\{.*?\\}\\}", "1"));

        assertEquals("main", patch.at("/containers/0/name").asString());
        assertEquals(patch.at("/containers/0/resources/limits"), patch.at("/containers/0/resources/requests"));
    }

    @Test
    void everyWorkflowThatIsMadeIsOneOfTheTemplate() {
        for (PodSettings settings : everyKind()) {
            InspectionWorkflow workflow = InspectionWorkflow.of(inspection(), settings);
            JsonNode body = workflow.body();

            assertEquals(List.of(), SchemaFacts.unknown("Workflow", body));
            assertEquals(List.of(), SchemaFacts.wrong("Workflow", body));
            assertTrue(names(spec.get("templates"))
                    .contains(body.at("/spec/entrypoint").asString()));
            assertEquals(
                    new TreeSet<>(names(spec.at("/arguments/parameters"))),
                    new TreeSet<>(names(body.at("/spec/arguments/parameters"))));
            assertEquals(
                    new TreeSet<>(names(spec.at("/arguments/artifacts"))),
                    new TreeSet<>(names(body.at("/spec/arguments/artifacts"))));
            body.at("/spec/arguments/parameters")
                    .forEach(each -> assertTrue(each.get("value").isString(), each.toString()));
            assertTrue(workflow.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"), workflow.name());
            body.at("/metadata/labels")
                    .forEach(label ->
                            assertTrue(label.asString().matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")));
            body.at("/spec/nodeSelector")
                    .forEach(label ->
                            assertTrue(label.asString().matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")));
        }
    }

    private static List<PodSettings> everyKind() {
        Hardware exact =
                new Hardware(OptionalInt.of(6), OptionalInt.of(85), Optional.of("Xeon_4216"), OptionalInt.of(32));
        List<PodSettings> all = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (boolean store : List.of(true, false)) {
                for (Hardware hardware : List.of(Hardware.ANY, exact)) {
                    all.add(new PodSettings(
                            mode, Optional.empty(), hardware, store, "r".repeat(63), 20, Duration.ofMinutes(10)));
                }
            }
        }
        return all;
    }

    private static InspectionSpecification inspection() {
        LockedPackage flask = new LockedPackage(
                "flask",
                "2.2.0",
                URI.create("https://index.example/flask-2.2.0-py3-none-any.whl"),
                Set.of("ab".repeat(32)));
        return new InspectionSpecification(
                "3.11.7",
                List.of(flask),
                "pass",
                List.of(),
                Map.of(),
                3,
                new Limits(Duration.ofSeconds(9), 1 << 30, 0.3));
    }

    @Test
    void everyManifestIsOneOfAKustomizationAndEveryKustomizationHasItsFiles() throws IOException {
        Set<Path> listed = new TreeSet<>();
        Set<Path> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                there.add(file);
                if (file.endsWith("kustomization.yaml")) {
                    JsonNode kustomization = TemplateFile.read(file);
                    List<JsonNode> names = new ArrayList<>();
                    kustomization.path("resources").forEach(names::add);
                    kustomization.findValues("files").forEach(each -> each.forEach(names::add));
                    for (JsonNode name : names) {
                        Path named = file.resolveSibling(name.asString()).normalize();
                        assertTrue(Files.exists(named), file + " has " + name);
                        listed.add(named);
                    }
                }
            }
        }
        there.removeIf(file -> file.endsWith("kustomization.yaml"));
        there.removeAll(listed);
        assertEquals(Set.of(), there);
    }

    private static JsonNode template(String name) {
        return spec.get("templates")
                .valueStream()
                .filter(each -> each.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no template " + name));
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.get("name").asString()).toList();
    }
}
