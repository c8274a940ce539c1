package monkey.amun.argo.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import monkey.amun.interpreters.Interpreter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server has behind it: a controller that brings workflows to their ends, and room for so many pods. */
final class Cluster {
    final StandInSettings settings;
    final Store store;
    final Semaphore room;
    final RecordedOutputs recorded = new RecordedOutputs();
    final Ledger ledger = new Ledger();
    private final Map<String, WorkflowRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Optional<Interpreter>> pythons = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(daemons("stand-in workflow"));
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, daemons("stand-in clock"));

    Cluster(StandInSettings settings, Store store) {
        this.settings = settings;
        this.store = store;
        this.room = new Semaphore(settings.pods);
    }

    static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Has the controller look at a workflow that was created. */
    void begin(ObjectNode workflow, ObjectNode effective, boolean neverWritten) {
        String name = Json.text(workflow.path("metadata"), "name");
        Optional<Fault> fault = settings.faults.strike(Fault.Kind.WORKFLOW, name);
        if (neverWritten || fault.filter(Fault.NEVER_BEGUN::equals).isPresent()) {
            return;
        }
        WorkflowRun run = new WorkflowRun(this, workflow, effective, fault);
        runs.put(run.uid(), run);
        workers.execute(() -> {
            try {
                run.run();
            } finally {
                runs.remove(run.uid());
            }
        });
    }

    void shutDown(String uid, String strategy) {
        Optional.ofNullable(runs.get(uid)).ifPresent(run -> run.shutDown(strategy));
    }

    /** Removes a workflow and ends its pods. */
    boolean delete(String name, String uid) {
        boolean there = store.delete(name, uid);
        Optional.ofNullable(runs.get(uid)).ifPresent(WorkflowRun::abandon);
        new PodLogs(podsOf(uid)).remove();
        return there;
    }

    void later(Duration real, Runnable task) {
        if (!clock.isShutdown()) {
            clock.schedule(task, settings.scaled(real).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    Path podsOf(String uid) {
        return settings.directory.resolve("pods").resolve(uid);
    }

    Path artifact(String uid, String node, String name) {
        return settings.directory
                .resolve("artifacts")
                .resolve(uid)
                .resolve(node)
                .resolve(name);
    }

    /** The interpreter that stands for an image. */
    Optional<Interpreter> python(String image) {
        return pythons.computeIfAbsent(image, PodProcess::python);
    }

    static Duration seconds(JsonNode object, String field) {
        String text = Json.text(object, field);
        return text.isEmpty() ? null : Duration.ofSeconds((long) Double.parseDouble(text));
    }

    void close() {
        runs.values().forEach(WorkflowRun::abandon);
        workers.shutdown();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        clock.shutdownNow();
    }
}
