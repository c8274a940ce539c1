package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import monkey.amun.InputFile;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.argo.PodSettings.Mode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectionWorkflowTest {
    private static final String TRICKY = "print('{{workflow.name}}')  # $(id) `id` 'x' \"y\" \\ {{=1+1}}";

    @Test
    void nothingOfTheUsersIsReadableToArgoOrAShell() {
        InspectionSpecification specification = specification(
                TRICKY, List.of(new InputFile("{{inputs}}.txt", TRICKY.getBytes())), Map.of("NAME", TRICKY), 1);

        String body =
                InspectionWorkflow.of(specification, PodSettings.DEFAULT).body().toString();

        assertFalse(body.contains("{{"), body);
        assertFalse(body.contains("workflow.name"), body);
        assertFalse(body.contains("`"), body);
    }

    @Test
    void theJobHoldsTheSpecificationWordForWord() throws Exception {
        InspectionSpecification specification = specification(TRICKY, List.of(), Map.of("NAME", TRICKY), 3);

        JsonNode job = job(InspectionWorkflow.of(specification, PodSettings.DEFAULT));

        assertEquals(specification.identifier(), job.get("identifier").asString());
        assertEquals(TRICKY, job.at("/variables/NAME").asString());
        assertEquals(TRICKY, new String(job.at("/files/0/content").binaryValue()));
        assertEquals(3, job.get("batch_size").asInt());
        assertTrue(job.get("requirements")
                .asString()
                .contains("flask @ https://index.example/flask-2.2.0-py3-none-any.whl --hash=sha256:"));
    }

    @Test
    void nameFollowsFromWhatIsInspectedAndHow() {
        InspectionSpecification specification = specification("pass", List.of(), Map.of(), 2);
        InspectionWorkflow workflow = InspectionWorkflow.of(specification, PodSettings.DEFAULT);

        assertEquals(
                workflow.name(),
                InspectionWorkflow.of(specification, PodSettings.DEFAULT.ofRun("r-0"))
                        .name());
        assertTrue(workflow.name().matches("monkey-[0-9a-f]{32}"), workflow.name());
        assertTrue(workflow.digest().length() <= 63);
        for (PodSettings other : List.of(
                settings(Mode.SPREAD, Optional.empty(), Hardware.ANY),
                settings(Mode.HARNESS, Optional.of("quay.io/base:1"), Hardware.ANY),
                settings(Mode.HARNESS, Optional.empty(), family(6)))) {
            assertNotEquals(
                    workflow.name(), InspectionWorkflow.of(specification, other).name());
        }
        assertNotEquals(
                workflow.name(),
                InspectionWorkflow.of(specification("pass ", List.of(), Map.of(), 2), PodSettings.DEFAULT)
                        .name());
    }

    @Test
    void hardwareSelectsNodesAndIsToldToThePod() throws Exception {
        InspectionWorkflow workflow = InspectionWorkflow.of(
                specification("pass", List.of(), Map.of(), 1), settings(Mode.HARNESS, Optional.empty(), family(6)));

        assertEquals("6", workflow.body().at("/spec/nodeSelector/CPU_FAMILY").asString());
        assertEquals(6, job(workflow).at("/hardware/cpu_family").asInt());
    }

    @Test
    void whatIsTooLargeForAWorkflowIsRefusedWithItsSizeAndTheLimit() {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        InspectionSpecification specification =
                specification("pass", List.of(new InputFile("noise", noise)), Map.of(), 1);

        String message = assertThrows(
                        IllegalArgumentException.class, () -> InspectionWorkflow.of(specification, PodSettings.DEFAULT))
                .getMessage();

        assertTrue(
                message.matches(
                        "(?s).*too large for a workflow.* \\d{3},\\d{3} characters.* at most \\d{2},\\d{3} fit.*"),
                message);
    }

    @Test
    void batchThatIsTooLargeToBeSpreadIsRefusedWithWhatFits() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> InspectionWorkflow.of(
                                specification("pass", List.of(), Map.of(), 500),
                                settings(Mode.SPREAD, Optional.empty(), Hardware.ANY)))
                .getMessage();

        assertTrue(message.matches("(?s).*batch of 500.*at most \\d+ such pods.*"), message);
    }

    @Test
    void packagesOutOfReachOfPodsAndLoginsAreRefused() {
        for (String address : List.of(
                "file:///home/me/flask-2.2.0-py3-none-any.whl",
                "https://me:secret@index.example/flask-2.2.0-py3-none-any.whl")) {
            InspectionSpecification specification = new InspectionSpecification(
                    "3.11.7", List.of(flask(address)), "pass", List.of(), Map.of(), 1, Limits.DEFAULT);

            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> InspectionWorkflow.of(specification, PodSettings.DEFAULT))
                    .getMessage();

            assertFalse(message.contains("secret@"), message);
        }
    }

    @Test
    void imageThatIsNoReferenceIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> settings(Mode.HARNESS, Optional.of("python:{{workflow.name}}"), Hardware.ANY));
    }

    private static Hardware family(int family) {
        return new Hardware(OptionalInt.of(family), OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static PodSettings settings(Mode mode, Optional<String> image, Hardware hardware) {
        return new PodSettings(mode, image, hardware, false, "", 20, Duration.ofMinutes(10));
    }

    private static JsonNode job(InspectionWorkflow workflow) throws Exception {
        String data = workflow.body().at("/spec/arguments/artifacts/0/raw/data").asString();
        return JsonMapper.shared().readTree(Encoded.content(data, 1 << 20));
    }

    private static InspectionSpecification specification(
            String script, List<InputFile> files, Map<String, String> environment, int batchSize) {
        return new InspectionSpecification(
                "3.11.7",
                List.of(flask("https://index.example/flask-2.2.0-py3-none-any.whl")),
                script,
                files,
                environment,
                batchSize,
                Limits.DEFAULT);
    }

    private static LockedPackage flask(String address) {
        return new LockedPackage("flask", "2.2.0", URI.create(address), Set.of("ab".repeat(32)));
    }
}
