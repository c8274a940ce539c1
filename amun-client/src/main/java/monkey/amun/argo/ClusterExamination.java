package monkey.amun.argo;

import static monkey.amun.argo.ClusterFinding.broken;
import static monkey.amun.argo.ClusterFinding.lacks;
import static monkey.amun.argo.ClusterFinding.ok;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.ListQuery;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.UserInfo;
import monkey.amun.argo.client.WatchEvent;
import monkey.amun.argo.client.Workflow;
import monkey.amun.argo.client.WorkflowTemplate;

/**
 * Looks at everything that inspections on a cluster need, in the order in which they need it, and says of what is missing
 * what to do. Leaves nothing: one workflow is asked for as a dry run, and another one never runs and is removed again.
 */
public final class ClusterExamination {
    private static final ArgoSettings.Timeouts SHORT =
            new ArgoSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
    private static final Duration CLOCK = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");
    private static final String INSTALL = "kubectl apply -k scripts/deploy/argo";
    private static final String FIELDS = "metadata,items.metadata.name,items.metadata.creationTimestamp,"
            + "items.status.phase,items.status.artifactRepositoryRef";
    private static final int LOOKED_AT = 20;

    private final ArgoClient client;
    private final ArgoSettings settings;
    private final boolean wantsArtifacts;
    private final Consumer<ClusterFinding> findings;

    /**
     * @param wantsArtifacts whether whole documents are to be kept in the cluster's artifact repository
     * @param findings is told each one as soon as it is known
     * @throws IllegalArgumentException when the settings name a file of authorities that can't be used
     */
    public ClusterExamination(ArgoSettings settings, boolean wantsArtifacts, Consumer<ClusterFinding> findings) {
        this.settings = settings;
        this.client = new ArgoClient(settings.with(SHORT));
        this.wantsArtifacts = wantsArtifacts;
        this.findings = findings;
    }

    /** Takes some seconds. What can't be looked at because something before it is broken is left out. */
    public void run() {
        if (server() && rights() && template() && submission() && rehearsal()) {
            workflows();
        }
    }

    private boolean server() {
        try {
            String version = client.version().version();
            String what = settings.server() + " is Argo " + version;
            Matcher numbers = VERSION.matcher(version);
            boolean old = numbers.matches()
                    && Integer.parseInt(numbers.group(1)) * 100 + Integer.parseInt(numbers.group(2)) < 306;
            findings.accept(
                    old
                            ? lacks("server", what + ", older than 3.6, with which nobody has tried this; update it")
                            : ok("server", what));
            clock();
            return true;
        } catch (ArgoException e) {
            findings.accept(unusable(e));
            return false;
        }
    }

    private ClusterFinding unusable(ArgoException e) {
        if (e instanceof ArgoException.Untrusted) {
            return broken(
                    "server",
                    e.getMessage()
                            + ". Name the authority that signed its certificate, as a PEM file, with monkey.argo.ca");
        }
        if (e instanceof ArgoException.Unauthorized) {
            boolean none = settings.token().toString().equals("no token");
            return broken(
                    "token",
                    none
                            ? settings.server() + " wants a token, and none is configured: set monkey.argo.token to a"
                                    + " file that holds one (or MONKEY_ARGO_TOKEN)"
                            : e.getMessage() + ". Renew " + settings.token() + "; one is in the secret"
                                    + " monkey.service-account-token of namespace " + settings.namespace());
        }
        if (e instanceof ArgoException.Unreachable) {
            return broken(
                    "server",
                    e.getMessage()
                            + ". Is monkey.argo.server right? From outside of the cluster it takes an ingress, or"
                            + " kubectl -n argo port-forward service/argo-server 2746");
        }
        if (e instanceof ArgoException.Timeout) {
            return broken("server", e.getMessage() + ". Is there a proxy on the way (monkey.argo.proxy)?");
        }
        return broken("server", e.getMessage() + ". Is monkey.argo.server the address of an Argo server?");
    }

    private void clock() {
        Duration ahead = client.clockDifference().orElse(Duration.ZERO);
        if (ahead.abs().compareTo(CLOCK) > 0) {
            findings.accept(lacks(
                    "clock",
                    "the server's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " this machine's: times in reports will not fit together; set both by the same source"));
        }
    }

    private boolean rights() {
        String who = "the bearer of " + settings.token();
        try {
            UserInfo user = client.user();
            who = user.name().isEmpty() ? who : user.name();
        } catch (ArgoException e) {
            // Some servers do not say. What counts is what it may do.
        }
        try {
            client.list(ListQuery.ALL.only("metadata").page(1, 0));
            watch();
            findings.accept(ok("token", who + " may list and watch workflows in namespace " + settings.namespace()));
            return true;
        } catch (ArgoException.Forbidden e) {
            findings.accept(broken(
                    "token",
                    who + " lacks rights in namespace " + settings.namespace() + ": " + e.getMessage()
                            + ". The role 'monkey' of scripts/deploy/argo has what is needed: " + INSTALL
                            + ", then use its token"));
        } catch (ArgoException e) {
            findings.accept(broken("server", e.getMessage()));
        }
        return false;
    }

    /** A watch that is allowed stays silent; one that is not is refused at once. */
    private void watch() throws ArgoException {
        ListQuery soon = ListQuery.ALL.labelled(InspectionTemplate.SELECTOR).only("result.type");
        try (EventStream<WatchEvent> events = client.watch(soon)) {
            events.next();
        } catch (ArgoException.Timeout silent) {
            return;
        }
    }

    private boolean template() {
        String name = InspectionTemplate.NAME;
        try {
            WorkflowTemplate template = client.template(name);
            String version = template.metadata().labels().getOrDefault(InspectionTemplate.VERSION_LABEL, "");
            if (version.equals(InspectionTemplate.VERSION)) {
                findings.accept(ok("template", name + ", version " + version));
                return true;
            }
            findings.accept(broken(
                    "template",
                    "the workflow template " + name + " in namespace " + settings.namespace() + " is "
                            + (version.isEmpty() ? "of no version" : "of version " + version)
                            + ", and this program needs version " + InspectionTemplate.VERSION + ": " + INSTALL));
        } catch (ArgoException.NotFound e) {
            findings.accept(broken(
                    "template",
                    "there is no workflow template " + name + " in namespace " + settings.namespace() + ": "
                            + INSTALL));
        } catch (ArgoException.Forbidden e) {
            findings.accept(
                    broken("token", "the token may not read workflow templates: " + e.getMessage() + ". " + INSTALL));
        } catch (ArgoException e) {
            findings.accept(broken("template", e.getMessage()));
        }
        return false;
    }

    private boolean submission() {
        try {
            client.create(Rehearsal.workflow("monkey-doctor"), true);
            findings.accept(ok("submit", "a workflow of the template would be taken (tried as a dry run)"));
            return true;
        } catch (ArgoException.Forbidden e) {
            findings.accept(broken(
                    "token",
                    "the token may look at workflows and not create them: " + e.getMessage() + ". The role 'monkey' of"
                            + " scripts/deploy/argo has what is needed: " + INSTALL + ", then use its token"));
        } catch (ArgoException e) {
            findings.accept(broken("submit", e.getMessage()));
        }
        return false;
    }

    private boolean rehearsal() {
        Rehearsal rehearsal = new Rehearsal(client);
        try {
            rehearsal.run();
        } catch (ArgoException e) {
            findings.accept(broken("submit", e.getMessage()));
            return false;
        }
        if (!rehearsal.takenUp()) {
            findings.accept(broken(
                    "controller",
                    "a workflow in namespace " + settings.namespace()
                            + " is taken, and nobody begins it: does Argo's workflow"
                            + " controller run (kubectl -n argo get deployment workflow-controller), and does it watch this"
                            + " namespace?"));
            return false;
        }
        if (rehearsal.refused().isEmpty()) {
            findings.accept(ok(
                    "rights",
                    "the token may make, read, end and remove workflows, and watch pods and their events (tried with one"
                            + " that never runs; without a pod its log cannot be tried: where the right to get pods/log"
                            + " is lacking, Argo shows an empty log)"));
            return true;
        }
        String what = "the token may make workflows, and not all that comes after: "
                + String.join("; ", rehearsal.refused())
                + (rehearsal.left().isEmpty()
                        ? ""
                        : ". The workflow " + rehearsal.left() + ", which never runs, is left: kubectl -n "
                                + settings.namespace() + " delete workflow " + rehearsal.left())
                + ". The role 'monkey' of scripts/deploy/argo has what is needed: " + INSTALL + ", then use its token";
        findings.accept(rehearsal.runsWithout() ? lacks("rights", what) : broken("rights", what));
        return rehearsal.runsWithout();
    }

    private void workflows() {
        try {
            List<Workflow> begun = client.list(ListQuery.ALL.only(FIELDS).page(LOOKED_AT, 0)).workflows().stream()
                    .filter(workflow -> workflow.phase() != Phase.NONE)
                    .toList();
            artifacts(begun);
            quota();
        } catch (ArgoException e) {
            findings.accept(lacks("workflows", e.getMessage()));
        }
    }

    /** Only a workflow that was begun shows it. */
    private void artifacts(List<Workflow> begun) {
        String cap = "results come as output parameters, cut to 100 kB where they are larger";
        if (begun.isEmpty()) {
            findings.accept(ok(
                    "artifacts",
                    "whether there is an artifact repository can be told once a workflow has run; monkey.argo.artifacts is "
                            + wantsArtifacts));
            return;
        }
        Optional<String> repository = begun.stream()
                .map(Workflow::artifactRepository)
                .filter(kind -> !kind.isEmpty())
                .findFirst();
        if (repository.isPresent()) {
            findings.accept(
                    wantsArtifacts
                            ? ok(
                                    "artifacts",
                                    "whole results are kept in the cluster's repository, " + repository.get()
                                            + " (not tried: whether the token may read them, which takes the right to"
                                            + " get the secret that the repository's configuration names)")
                            : lacks(
                                    "artifacts",
                                    "there is a repository, " + repository.get() + ", and it is not used: " + cap
                                            + ". Set monkey.argo.artifacts=true to have them whole"));
        } else {
            findings.accept(
                    wantsArtifacts
                            ? broken(
                                    "artifacts",
                                    "monkey.argo.artifacts is true, and the cluster has no artifact repository: every"
                                            + " inspection would end in an error. Configure one, or set it to false")
                            : lacks("artifacts", "the cluster has no artifact repository: " + cap));
        }
    }

    /** Quotas themselves are not Argo's to show; pods that they refuse are. */
    private void quota() throws ArgoException {
        ListQuery running = ListQuery.ALL
                .labelled(InspectionTemplate.SELECTOR + ",workflows.argoproj.io/completed!=true")
                .only("metadata,items.metadata.name,items.status.phase,items.status.message,items.status.nodes")
                .page(LOOKED_AT, 0);
        List<Workflow> workflows = client.list(running).workflows();
        Optional<String> refused = workflows.stream()
                .flatMap(workflow -> workflow.pods().stream())
                .map(NodeStatus::message)
                .filter(message -> message.contains("exceeded quota"))
                .findFirst();
        findings.accept(refused.map(message -> lacks(
                        "quota",
                        "pods wait because of a quota: " + message + ". Ask for more, or for fewer at a time"
                                + " (monkey.argo.window)"))
                .orElseGet(() -> ok(
                        "quota",
                        "no inspection of " + workflows.size() + " under way waits for one; kubectl -n "
                                + settings.namespace() + " describe quota shows what there is")));
    }
}
