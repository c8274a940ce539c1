package monkey.amun.argo;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.argo.ArgoInspection.State;
import monkey.amun.argo.Signs.Ours;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.Workflow;
import monkey.amun.argo.client.WorkflowTemplate;
import monkey.amun.results.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs inspections as workflows of an Argo Server.
 *
 * <p>A workflow's name follows from what is inspected. Asking for it twice is asking for the same one, so a lost answer, a
 * crash of ours or a second process cost nothing: the one that is there is followed. What it ended with counts, unless that
 * tells nothing of the stack and is from before we asked; then it makes room for another try.
 *
 * <p>Nothing is polled. One watch tells what changes ({@link Following}); each workflow is read once, when it has ended, and
 * once more when it has not begun or ended in good time. Safe for several threads.
 */
public final class ArgoBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(ArgoBackend.class);
    private static final int READERS = 4;
    private static final int ENDERS = 8;
    private static final long LOOK_MILLISECONDS = 5_000;
    private static final Duration PATIENCE_TO_BEGIN = Duration.ofSeconds(16);
    /** Whoever presses Ctrl-C waits for it. */
    private static final Duration PATIENCE_TO_END = Duration.ofSeconds(2);

    private static final Duration PATIENCE_TO_CLOSE = Duration.ofSeconds(8);

    private final ArgoClient client;
    private final PodSettings settings;
    private final Clock clock;
    private final ResultReader results;
    private final Submitting submitting;
    private final Following following;
    private final StuckPods stuck;
    private final Map<String, ArgoInspection> alive = new ConcurrentHashMap<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, daemons("argo-read"));
    /** Who leaves waits for these, and not behind reads that tell nobody anything any more. */
    private final ExecutorService enders = Executors.newFixedThreadPool(ENDERS, daemons("argo-end"));
    /** Names of workflows that were stopped because their inspection was cancelled. */
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    /** Empty until a visit has come back. */
    private volatile String nodeOfVisits = "";

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(daemons("argo-look"));

    /** @param clock for deadlines and patience */
    ArgoBackend(ArgoClient client, PodSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.results = new ResultReader(client, settings);
        this.stuck = new StuckPods(client);
        this.submitting =
                new Submitting(client, settings, clock, inspection -> read(inspection, Ours.NOTHING), this::made);
        this.following = new Following(client, this);
        long look = Math.max(1, Math.min(LOOK_MILLISECONDS, settings.start().toMillis() / 10));
        looks.scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }

    /** @throws UnusableClusterException when the server can't be asked, or has no template of our version */
    public static ArgoBackend open(ArgoClient client, PodSettings settings) throws UnusableClusterException {
        requireTemplate(client);
        return new ArgoBackend(client, settings, Clock.systemUTC());
    }

    private static void requireTemplate(ArgoClient client) throws UnusableClusterException {
        String remedy = "'monkey doctor --backend argo' says more";
        try {
            WorkflowTemplate template = Patience.ask(() -> client.template(InspectionTemplate.NAME), PATIENCE_TO_BEGIN);
            String version = template.metadata().labels().getOrDefault(InspectionTemplate.VERSION_LABEL, "none");
            if (!version.equals(InspectionTemplate.VERSION)) {
                throw new UnusableClusterException(
                        "the workflow template " + InspectionTemplate.NAME + " in namespace "
                                + client.settings().namespace() + " is of version " + version
                                + ", this program needs version " + InspectionTemplate.VERSION
                                + ": kubectl apply -k scripts/deploy/argo",
                        null);
            }
        } catch (ArgoException.NotFound e) {
            throw new UnusableClusterException(
                    "namespace " + client.settings().namespace() + " has no workflow template "
                            + InspectionTemplate.NAME + ": kubectl apply -k scripts/deploy/argo",
                    e);
        } catch (ArgoException e) {
            throw new UnusableClusterException(e.getMessage() + "; " + remedy, e);
        }
    }

    @Override
    public Submission submit(InspectionSpecification specification) {
        InspectionWorkflow workflow = workflow(specification);
        ArgoInspection made = new ArgoInspection(specification, workflow, this::terminate, this::ended);
        ArgoInspection inspection = alive.computeIfAbsent(workflow.name(), name -> made);
        if (inspection == made) {
            submitting.submit(made);
        }
        return inspection;
    }

    /** Visits are compared with each other: they prefer the node of the first that came back. */
    private InspectionWorkflow workflow(InspectionSpecification specification) {
        InspectionWorkflow workflow = InspectionWorkflow.of(specification, settings);
        return specification.visit().isEmpty() || nodeOfVisits.isEmpty() ? workflow : workflow.preferring(nodeOfVisits);
    }

    private void noteNode(InspectionSpecification specification, Workflow workflow, InspectionResult result) {
        if (specification.visit().isPresent()
                && nodeOfVisits.isEmpty()
                && !result.items().isEmpty()) {
            nodeOfVisits = workflow.pods().stream()
                    .map(NodeStatus::hostNodeName)
                    .filter(node -> !node.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    private void made() {
        following.eventIsDue();
    }

    private void ended(ArgoInspection inspection) {
        alive.remove(inspection.workflow().name(), inspection);
        submitting.ended(inspection);
    }

    @Override
    public boolean goesOnWithoutUs() {
        return true;
    }

    /** What the template asks of the cluster for each pod; what a single pod had is in its document. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(List.of(
                new Capabilities.Layer(
                        "network",
                        false,
                        "as the cluster's network policies have it, or none where a pod may leave it"),
                new Capabilities.Layer("file system", true, "the base image, read-only"),
                new Capabilities.Layer("temporary directory", true, "the pod's own"),
                new Capabilities.Layer("processes", true, "the pod's own"),
                new Capabilities.Layer("unprivileged user", true, "user 1042 without capabilities or token"),
                new Capabilities.Layer("memory limit", true, "the pod's"),
                new Capabilities.Layer("processor share", true, "the pod's")));
    }

    /** How many workflows the cluster is trusted with now: at most the window, fewer while it refuses or is slow. */
    public int window() {
        return submitting.window();
    }

    /** Stops what a run was the first to ask for, by whichever process. Returns how many workflows were still on their way. */
    public static int stopAll(ArgoClient client, String run) throws ArgoException {
        List<Workflow> left =
                Patience.ask(() -> Following.all(client, InspectionTemplate.ofRun(run)), PATIENCE_TO_BEGIN).stream()
                        .filter(workflow -> !workflow.phase().completed())
                        .toList();
        for (Workflow workflow : left) {
            terminate(client, workflow.name(), PATIENCE_TO_BEGIN);
        }
        return left.size();
    }

    /** The workflow of an inspection as somebody just saw it. */
    void seen(Workflow workflow) {
        ArgoInspection inspection = alive.get(workflow.name());
        if (inspection != null
                && workflow.phase().completed()
                && inspection.isNews(workflow.metadata().uid())) {
            read(inspection, Ours.NOTHING);
        }
    }

    /** It was there, and is not in the list, or a watch said that it went. */
    void missing(String name, String uid) {
        ArgoInspection inspection = alive.get(name);
        if (inspection != null && inspection.isNews(uid)) {
            read(inspection, Ours.NOTHING);
        }
    }

    /** Names of those whose workflows should be on the cluster. */
    List<String> followed() {
        return alive.values().stream()
                .filter(inspection -> inspection.state() == State.ALIVE)
                .map(inspection -> inspection.workflow().name())
                .toList();
    }

    /** Reads what became of it, on another thread. */
    private void read(ArgoInspection inspection, Ours ours) {
        if (!inspection.move(State.ALIVE, State.READING)) {
            return;
        }
        try {
            readers.execute(() -> {
                try {
                    readNow(inspection, ours);
                } catch (RuntimeException | LinkageError e) {
                    LOG.warn(
                            "Workflow {} could not be read",
                            inspection.workflow().name(),
                            e);
                    inspection.end(Results.infrastructure(inspection.specification(), e.toString()));
                }
            });
        } catch (RejectedExecutionException closed) {
            inspection.leave();
        }
    }

    private void readNow(ArgoInspection inspection, Ours ours) {
        String name = inspection.workflow().name();
        try {
            Workflow workflow = client.get(name, Workflow.COURSE);
            if (workflow.phase().completed() || ours != Ours.NOTHING) {
                String events = ours == Ours.NOTHING ? "" : stuck.events(workflow);
                InspectionResult result = results.read(inspection.specification(), workflow, ours, events);
                if (!workflow.phase().completed()) {
                    terminate(inspection);
                }
                noteNode(inspection.specification(), workflow, result);
                accept(inspection, result);
            } else {
                goOn(inspection); // A late event of one that came before it.
            }
        } catch (ArgoException.NotFound gone) {
            repeat(
                    inspection,
                    "its workflow " + name + " was deleted before its result was read",
                    ResultReader.gone(inspection.specification()));
        } catch (ArgoException e) {
            LOG.debug("{}; read again later", e.getMessage());
            if (inspection.mustHaveEnded(clock.instant())) {
                inspection.end(Results.infrastructure(inspection.specification(), e.getMessage()));
            } else {
                goOn(inspection);
                readLater(inspection, ours);
            }
        }
    }

    private void readLater(ArgoInspection inspection, Ours ours) {
        try {
            looks.schedule(() -> read(inspection, ours), inspection.readPause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is not read any more", inspection.workflow().name());
        }
    }

    private void goOn(ArgoInspection inspection) {
        if (inspection.backToAlive()) {
            read(inspection, Ours.NOTHING);
        }
    }

    private void accept(ArgoInspection inspection, InspectionResult result) {
        boolean tellsNothing = result.outcome() == Outcome.INFRASTRUCTURE || result.outcome() == Outcome.CANCELLED;
        // Whoever asks right after a cancellation may find the workflow before it is told to stop.
        boolean isOldStory =
                inspection.adopted() || stopped.remove(inspection.workflow().name());
        if (isOldStory && tellsNothing) {
            try {
                client.delete(inspection.workflow().name());
                repeat(inspection, "an earlier workflow of it told nothing (" + result.reason() + ")", result);
                return;
            } catch (ArgoException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        inspection.end(result);
    }

    /** @param otherwise its result when it has been repeated before */
    private void repeat(ArgoInspection inspection, String why, InspectionResult otherwise) {
        if (inspection.askAgain()) {
            LOG.warn("Asked for again: {}", why);
            submitting.again(inspection);
        } else {
            inspection.end(otherwise);
        }
    }

    /** Looks after those that have not begun, or not ended, in good time. */
    private void look() {
        following.endDeadWatch();
        for (ArgoInspection inspection : List.copyOf(alive.values())) {
            if (inspection.isDue(clock.instant())) {
                String name = inspection.workflow().name();
                try {
                    Workflow workflow = client.get(name, Workflow.COURSE);
                    if (workflow.phase().completed()) {
                        seen(workflow);
                    } else if (inspection.mustHaveEnded(clock.instant())) {
                        read(inspection, Ours.OVERDUE);
                    } else if (workflow.phase() == Phase.NONE || StuckPods.waits(workflow)) {
                        notStarted(inspection, workflow);
                    } else if (StuckPods.waitsForAnother(workflow)) {
                        if (inspection.seenStuckTwice(clock.instant())) {
                            notStarted(inspection, workflow);
                        }
                    } else if (!StuckPods.containerEnded(workflow)) {
                        inspection.runs(clock.instant());
                    } else if (inspection.seenStuckTwice(clock.instant())) {
                        read(inspection, Ours.OVERDUE);
                    }
                } catch (ArgoException.NotFound e) {
                    missing(name, "");
                } catch (ArgoException | RuntimeException e) {
                    LOG.warn("Workflow {} could not be looked at: {}", name, e.getMessage());
                }
            }
        }
    }

    private void notStarted(ArgoInspection inspection, Workflow workflow) {
        if (StuckPods.lacksRoom(workflow)) {
            submitting.noRoom();
        }
        read(inspection, Ours.NOT_STARTED);
    }

    private void terminate(ArgoInspection inspection) {
        String name = inspection.workflow().name();
        stopped.add(name);
        try {
            enders.execute(() -> {
                try {
                    terminate(client, name, PATIENCE_TO_END);
                } catch (ArgoException e) {
                    LOG.warn("{}; workflow {} is left to its deadline", e.getMessage(), name);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.warn("Workflow {} is left to its deadline: this backend is closed", name);
        }
    }

    private static void terminate(ArgoClient client, String name, Duration patience) throws ArgoException {
        try {
            Patience.ask(() -> client.terminate(name), patience);
        } catch (ArgoException.NotFound | ArgoException.AlreadyCompleted e) {
            LOG.debug("{} had ended", name);
        }
    }

    /** Workflows go on; what was asked to be stopped is. */
    @Override
    public void close() {
        submitting.close();
        following.close();
        looks.shutdownNow();
        new ArrayList<>(alive.values()).forEach(ArgoInspection::leave);
        readers.shutdownNow();
        enders.shutdown();
        try {
            enders.awaitTermination(PATIENCE_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int undone = enders.shutdownNow().size();
        if (undone > 0) {
            LOG.warn("{} workflows could not be stopped in time, and are left to their deadlines", undone);
        }
    }

    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
