package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.amun.argo.ClusterFinding.Health;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.BearerToken;
import monkey.amun.argo.standin.ArgoStandIn;
import monkey.amun.argo.standin.Certificate;
import monkey.amun.argo.standin.Fault;
import monkey.amun.argo.standin.Faults;
import monkey.amun.argo.standin.StandInSettings;
import monkey.amun.argo.standin.StandInSettings.Rights;
import monkey.amun.argo.standin.TemplateFile;
import monkey.amun.results.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a doctor says of a cluster: for each thing that can be wrong the one sentence that helps. */
class ClusterExaminationTest {
    private static final Path TEMPLATE = Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml");

    @TempDir
    Path directory;

    private static List<ClusterFinding> examine(ArgoSettings settings, boolean wantsArtifacts) {
        List<ClusterFinding> findings = new ArrayList<>();
        new ClusterExamination(settings, wantsArtifacts, findings::add).run();
        return findings;
    }

    private static ArgoSettings settings(ArgoStandIn server, String token) {
        return new ArgoSettings(
                server.address(),
                "argo",
                token.isEmpty() ? BearerToken.none() : BearerToken.of(token, "MONKEY_ARGO_TOKEN"));
    }

    private StandInSettings cluster() {
        return new StandInSettings(directory)
                .token("none", Rights.NONE)
                .token("view", Rights.VIEW)
                .token("create", Rights.CREATE)
                .token("end", Rights.END)
                .token("submit", Rights.SUBMIT);
    }

    private static void assertBroken(List<ClusterFinding> findings, String subject, String... words) {
        ClusterFinding last = findings.get(findings.size() - 1);
        assertEquals(Health.BROKEN, last.health(), last.what());
        assertEquals(subject, last.subject(), last.what());
        for (String word : words) {
            assertTrue(last.what().contains(word), last.what());
        }
    }

    private static ClusterFinding of(List<ClusterFinding> findings, String subject) {
        return findings.stream()
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ArgoSettings nowhere = new ArgoSettings(URI.create("https://127.0.0.1:" + port), "argo", BearerToken.none());
        assertBroken(examine(nowhere, false), "server", "nothing listens at", "monkey.argo.server", "port-forward");
    }

    @Test
    void theCertificateIsOfAnUnknownAuthority() throws Exception {
        Certificate certificate = Certificate.in(directory);
        try (ArgoStandIn server = ArgoStandIn.start(cluster().tls(certificate.keyStore()))) {
            assertBroken(examine(settings(server, "submit"), false), "server", "not vouched for", "monkey.argo.ca");
            ArgoSettings plain = new ArgoSettings(
                    URI.create(server.address().toString().replace("https:", "http:")), "argo", BearerToken.none());
            assertBroken(examine(plain, false), "server", "Is monkey.argo.server the address of an Argo server?");
        }
    }

    @Test
    void theTokenIsWrongOrMissing() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            assertBroken(
                    examine(settings(server, "other"), false), "token", "does not know the token", "MONKEY_ARGO_TOKEN");
            assertBroken(examine(settings(server, ""), false), "token", "wants a token, and none is configured");
        }
    }

    @Test
    void theTokenLacksRights() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            server.apply(TemplateFile.read(TEMPLATE));
            assertBroken(
                    examine(settings(server, "none"), false),
                    "token",
                    "lacks rights",
                    "not allowed to list",
                    "role 'monkey'");
            assertBroken(
                    examine(settings(server, "view"), false), "token", "may look at workflows and not create them");
        }
    }

    @Test
    void theTokenMayMakeWorkflowsAndNotEndThem() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            server.apply(TemplateFile.read(TEMPLATE));
            List<ClusterFinding> findings = examine(settings(server, "create"), false);
            assertBroken(
                    findings,
                    "rights",
                    "cannot watch resource \"pods\"",
                    "cannot watch resource \"events\"",
                    "cannot patch resource \"workflows\"",
                    "cannot delete resource \"workflows\"",
                    "which never runs, is left",
                    "role 'monkey'");
        }
    }

    @Test
    void theTokenMayNotReadTheWordsOfPodsWhichIsToBeBorne() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            server.apply(TemplateFile.read(TEMPLATE));
            List<ClusterFinding> findings = examine(settings(server, "end"), false);
            ClusterFinding rights = of(findings, "rights");
            assertEquals(Health.LACKS, rights.health(), rights.what());
            assertTrue(rights.what().contains("\"pods\"") && !rights.what().contains("is left"), rights.what());
            assertEquals(Health.OK, of(findings, "quota").health());
            assertTrue(server.creations().keySet().stream()
                    .allMatch(name -> server.workflow(name).isEmpty()));
        }
    }

    @Test
    void theTemplateIsMissingOrOld() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            assertBroken(
                    examine(settings(server, "submit"), false),
                    "template",
                    "there is no workflow template monkey-inspection in namespace argo",
                    "kubectl apply -k scripts/deploy/argo");
            ObjectNode old = (ObjectNode) TemplateFile.read(TEMPLATE);
            old.withObject("/metadata/labels").put(InspectionTemplate.VERSION_LABEL, "0");
            server.apply(old);
            assertBroken(
                    examine(settings(server, "submit"), false), "template", "is of version 0, and this program needs");
        }
    }

    @Test
    void nobodyBeginsWorkflows() throws Exception {
        Faults never = new Faults(1, Map.of(Fault.NEVER_BEGUN, 1.0));
        try (ArgoStandIn server = ArgoStandIn.start(cluster().faults(never))) {
            server.apply(TemplateFile.read(TEMPLATE));
            assertBroken(examine(settings(server, "submit"), false), "controller", "nobody begins it", "watch this");
        }
    }

    @Test
    void everythingIsReady() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(cluster())) {
            server.apply(TemplateFile.read(TEMPLATE));
            List<ClusterFinding> findings = examine(settings(server, "submit"), false);
            assertEquals(
                    List.of("server", "token", "template", "submit", "rights", "artifacts", "quota"),
                    findings.stream().map(ClusterFinding::subject).toList());
            findings.forEach(finding -> assertEquals(Health.OK, finding.health(), finding.what()));
            assertTrue(of(findings, "server").what().endsWith("is Argo v4.1.2"));
            assertEquals(1, server.creations().size());
            server.creations()
                    .keySet()
                    .forEach(name ->
                            assertEquals(Optional.empty(), server.workflow(name), "a doctor leaves nothing behind"));
        }
    }

    @Test
    void whatAWorkflowWasGivenTellsOfTheArtifactRepository() throws Exception {
        for (boolean there : List.of(false, true)) {
            StandInSettings cluster = cluster();
            try (ArgoStandIn server = ArgoStandIn.start(there ? cluster.artifactStore() : cluster)) {
                server.apply(TemplateFile.read(TEMPLATE));
                ArgoSettings settings = settings(server, "submit");
                ArgoClient client = new ArgoClient(settings);
                client.create(Json.MAPPER.readTree("""
                        {"metadata": {"name": "one"}, "spec": {"workflowTemplateRef": {"name": "monkey-inspection"},
                         "arguments": {"parameters": [{"name": "base", "value": "none:1"}]}}}"""));
                while (client.get("one").pods().isEmpty()) {
                    Thread.sleep(10);
                }
                ClusterFinding unused = of(examine(settings, false), "artifacts");
                assertEquals(Health.LACKS, unused.health());
                assertTrue(
                        unused.what().contains(there ? "Set monkey.argo.artifacts=true" : "cut to 100 kB"),
                        unused.what());
                ClusterFinding wanted = of(examine(settings, true), "artifacts");
                assertEquals(there ? Health.OK : Health.BROKEN, wanted.health(), wanted.what());
            }
        }
    }
}
