package monkey.amun.argo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.ListQuery;
import monkey.amun.argo.client.WatchEvent;
import monkey.amun.argo.client.Workflow;
import monkey.amun.argo.client.WorkflowPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what becomes of workflows: lists them once, watches what changes from that list's version on, and begins anew
 * whenever the watch ends, which it does often: servers, proxies and the cluster all cut it. Between two lists nobody waits
 * for long: another thread lists every few minutes, for a watch may be silent without being over.
 *
 * <p>A watch may stay silent and be well, and a dead one is as silent: no status comes before the first event. But a workflow
 * that was made is an event. If nothing comes for a while after that, the watch is dead, and opened anew.
 *
 * <p>Events may come twice, late, or out of order. Nothing here minds: an event is only a reason to look.
 */
final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int PAGE = 500;
    private static final Duration SWEEP = Duration.ofMinutes(3);
    private static final long LONGEST_PAUSE = 30_000;
    /** An event takes some milliseconds; one that takes this long is not on its way. */
    private static final Duration TELLING = Duration.ofSeconds(10);

    /** Without nodes: each of them holds the inputs once more. */
    private static final String FIELDS = "result.type,result.object.metadata.name,result.object.metadata.uid,"
            + "result.object.metadata.resourceVersion,result.object.metadata.labels,result.object.status.phase,"
            + "result.object.status.message,error";

    private final ArgoClient client;
    private final ArgoBackend backend;
    private final Thread watcher = new Thread(this::watch, "argo-watch");
    private final Thread sweeper = new Thread(this::sweep, "argo-sweep");
    private volatile boolean closed;
    private volatile EventStream<WatchEvent> open;
    /** Since when an event should have come; 0 when none is due. */
    private final AtomicLong due = new AtomicLong();

    Following(ArgoClient client, ArgoBackend backend) {
        this.client = client;
        this.backend = backend;
        for (Thread thread : List.of(watcher, sweeper)) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** All workflows that the selector fits, each once, without their nodes. */
    static List<Workflow> all(ArgoClient client, String selector) throws ArgoException {
        return all(client, selector, new String[1]);
    }

    private static List<Workflow> all(ArgoClient client, String selector, String[] version) throws ArgoException {
        ListQuery query = ListQuery.ALL.labelled(selector).only(ListQuery.SUMMARY);
        List<Workflow> all = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            WorkflowPage page = client.list(query.page(PAGE, next.getAsInt()));
            page.workflows().stream()
                    .filter(workflow -> uids.add(workflow.metadata().uid() + "/" + workflow.name()))
                    .forEach(all::add);
            // Of the first page: what changed while the others were read comes again as events.
            version[0] = version[0] == null ? page.resourceVersion() : version[0];
            next = page.next();
        }
        return all;
    }

    /** Tells the backend how everything stands; returns the version to watch from. */
    private String list() throws ArgoException {
        List<String> before = backend.followed();
        String[] version = new String[1];
        Set<String> there = new HashSet<>();
        for (Workflow workflow : all(client, InspectionTemplate.SELECTOR, version)) {
            there.add(workflow.name());
            backend.seen(workflow);
        }
        before.stream().filter(name -> !there.contains(name)).forEach(name -> backend.missing(name, ""));
        return version[0];
    }

    private void watch() {
        int troubles = 0;
        while (!closed) {
            try {
                String version = list();
                troubles = 0;
                follow(version);
            } catch (ArgoException.StaleVersion e) {
                LOG.debug("The watch was too far behind: {}", e.getMessage());
            } catch (ArgoException.Timeout e) {
                LOG.debug("A silent watch is opened anew: {}", e.getMessage());
            } catch (ArgoException | RuntimeException e) {
                troubles++;
                LOG.debug("The watch ended: {}", e.getMessage());
                if (troubles == 3) {
                    LOG.warn("Workflows cannot be followed at the moment: {}", e.getMessage());
                }
            }
            pause(Math.min(LONGEST_PAUSE, 500L << Math.min(troubles, 6)));
        }
    }

    private void follow(String version) throws ArgoException {
        ListQuery query = ListQuery.ALL.labelled(InspectionTemplate.SELECTOR).only(FIELDS);
        try (EventStream<WatchEvent> events = client.watch(query.since(version))) {
            due.set(0);
            open = events;
            for (Optional<WatchEvent> event = events.next(); !closed && event.isPresent(); event = events.next()) {
                due.set(0);
                Workflow workflow = event.get().workflow();
                if (event.get().type() == WatchEvent.Type.DELETED) {
                    backend.missing(workflow.name(), workflow.metadata().uid());
                } else {
                    backend.seen(workflow);
                }
            }
        }
    }

    /** A workflow was made: that is going to be told. */
    void eventIsDue() {
        due.compareAndSet(0, System.nanoTime());
    }

    /** Ends a watch that does not tell what it has to. */
    void endDeadWatch() {
        long since = due.get();
        EventStream<WatchEvent> events = open;
        if (since != 0 && events != null && System.nanoTime() - since > TELLING.toNanos()) {
            LOG.debug("The watch tells nothing, and is opened anew");
            due.set(0);
            events.close();
        }
    }

    private void sweep() {
        while (!closed) {
            pause(SWEEP.toMillis());
            try {
                if (!closed && !backend.followed().isEmpty()) {
                    list();
                }
            } catch (ArgoException | RuntimeException e) {
                LOG.debug("No sweep this time: {}", e.getMessage());
            }
        }
    }

    /** Somewhat more or less than that, so that many clients do not come back at the same moment. */
    private void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds / 2 + ThreadLocalRandom.current().nextLong(milliseconds));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        EventStream<WatchEvent> events = open;
        if (events != null) {
            events.close();
        }
        watcher.interrupt();
        sweeper.interrupt();
    }
}
