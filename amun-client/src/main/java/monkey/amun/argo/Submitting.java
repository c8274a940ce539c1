package monkey.amun.argo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import monkey.amun.argo.ArgoInspection.State;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.Workflow;
import monkey.amun.results.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks for workflows, a window of them at a time; those that are tried again come first. What may pass is asked again for
 * some minutes, ever less often; what will not is told at once.
 */
final class Submitting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);
    private static final int THREADS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ArgoClient client;
    private final PodSettings settings;
    private final Clock clock;
    private final Consumer<ArgoInspection> read;
    private final Runnable made;
    private final Window window;
    private final BlockingDeque<ArgoInspection> waiting = new LinkedBlockingDeque<>();
    /** Those that are asked for once more. They have their places, and must not wait behind one that waits for a place. */
    private final Queue<ArgoInspection> again = new ConcurrentLinkedQueue<>();

    private final List<Thread> threads = new ArrayList<>();
    /** Those that hold a place in the window. */
    private final Set<ArgoInspection> holders = new HashSet<>();

    private volatile boolean closed;

    /**
     * @param read is told of a workflow that has ended before we heard that it is there
     * @param made is told of each workflow that was made
     */
    Submitting(ArgoClient client, PodSettings settings, Clock clock, Consumer<ArgoInspection> read, Runnable made) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.read = read;
        this.made = made;
        this.window = new Window(settings.window());
        for (int i = 0; i < THREADS; i++) {
            Thread thread = ArgoBackend.daemons("argo-submit-" + i).newThread(this::work);
            threads.add(thread);
            thread.start();
        }
    }

    void submit(ArgoInspection inspection) {
        waiting.addLast(inspection);
    }

    /** It keeps its place in the window. */
    void again(ArgoInspection inspection) {
        again.add(inspection);
    }

    void ended(ArgoInspection inspection) {
        boolean held;
        synchronized (holders) {
            held = holders.remove(inspection);
        }
        if (held) {
            window.giveBack();
        }
    }

    void noRoom() {
        window.noRoom();
    }

    int window() {
        return window.size();
    }

    private void work() {
        try {
            while (!closed) {
                ArgoInspection inspection = next();
                if (inspection.state() == State.WAITING) {
                    ask(inspection);
                } else {
                    ended(inspection); // It was cancelled while it waited.
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} ends", Thread.currentThread().getName());
        }
    }

    /** One that holds a place in the window. */
    private ArgoInspection next() throws InterruptedException {
        while (true) {
            ArgoInspection holder = again.poll();
            if (holder != null) {
                return holder;
            }
            ArgoInspection first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                continue;
            }
            if (window.take(LOOK)) {
                synchronized (holders) {
                    holders.add(first);
                }
                return first;
            }
            waiting.addFirst(first);
        }
    }

    private void ask(ArgoInspection inspection) throws InterruptedException {
        Instant patience = clock.instant().plus(PATIENCE);
        Duration pause = Duration.ofMillis(500);
        inspection.move(State.WAITING, State.ASKED_FOR);
        while (inspection.state() == State.ASKED_FOR) {
            try {
                long began = System.nanoTime();
                Workflow created = client.create(inspection.workflow().body());
                window.accepted(Duration.ofNanos(System.nanoTime() - began));
                made.run();
                created(inspection, created);
            } catch (ArgoException.AlreadyExists e) {
                if (adopted(inspection)) {
                    return;
                }
                giveUp(inspection, e, patience);
                Thread.sleep(pause.toMillis());
            } catch (ArgoException.Interrupted e) {
                throw new InterruptedException(e.getMessage());
            } catch (ArgoException e) {
                boolean lockedOut = e instanceof ArgoException.Unauthorized || e instanceof ArgoException.Forbidden;
                giveUp(inspection, e, e.mayPass() || lockedOut ? patience : Instant.MIN);
                if (inspection.state() == State.ASKED_FOR) {
                    LOG.warn("{}; asked again", e.getMessage());
                    if (e instanceof ArgoException.TooManyRequests) {
                        window.askedTooOften();
                    } else if (!lockedOut) {
                        window.inTrouble();
                    }
                    pause = pause(e, pause);
                }
            }
        }
    }

    private void giveUp(ArgoInspection inspection, ArgoException e, Instant patience) {
        if (clock.instant().isAfter(patience)) {
            inspection.end(Results.infrastructure(inspection.specification(), e.getMessage()));
        }
    }

    private void created(ArgoInspection inspection, Workflow created) {
        String lost = lost(inspection.workflow().body().path("spec"), created.specification(), "spec");
        boolean news = inspection.alive(created.metadata().uid(), false, clock.instant(), settings.start());
        if (inspection.cancelled()) {
            terminate(created.name());
        } else if (!lost.isEmpty()) {
            terminate(created.name());
            inspection.end(Results.infrastructure(
                    inspection.specification(),
                    "the Argo server does not know the field " + lost + " and left it out: it is too old"));
        } else if (news) {
            read.accept(inspection);
        }
    }

    /** A workflow of that name is there: ours by its label, from an answer that was lost, a crash, or another process. */
    private boolean adopted(ArgoInspection inspection) throws InterruptedException {
        try {
            Workflow there = client.get(inspection.workflow().name(), Workflow.STANDING);
            if (inspection.isForgotten(there.metadata().uid())) {
                return false;
            }
            if (!there.label(InspectionTemplate.INSPECTION_LABEL)
                    .equals(inspection.workflow().digest())) {
                inspection.end(Results.infrastructure(
                        inspection.specification(),
                        "there is a workflow " + there.name()
                                + " that is not ours. Delete it, or take another namespace"));
                return true;
            }
            LOG.info("Workflow {} is there already and is followed", there.name());
            boolean over = there.phase().completed() || !there.shutdown().isEmpty();
            boolean news = inspection.alive(there.metadata().uid(), over, clock.instant(), settings.start());
            if (news || there.phase().completed()) {
                read.accept(inspection);
            }
            return true;
        } catch (ArgoException.NotFound e) {
            return false; // It went between the two questions.
        } catch (ArgoException.Interrupted e) {
            throw new InterruptedException(e.getMessage());
        } catch (ArgoException e) {
            LOG.warn("{}; asked again", e.getMessage());
            return false;
        }
    }

    private void terminate(String name) {
        try {
            client.terminate(name);
        } catch (ArgoException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static Duration pause(ArgoException e, Duration pause) throws InterruptedException {
        Duration wanted = e instanceof ArgoException.TooManyRequests busy
                ? busy.retryAfter().orElse(pause)
                : pause;
        Duration most = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
        Thread.sleep(most.toMillis() / 2 + ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
        return pause.multipliedBy(2);
    }

    /** The first field that was sent and did not come back; empty when all did. A server drops what it does not know. */
    private static String lost(JsonNode sent, JsonNode stored, String place) {
        if (sent.isObject()) {
            for (var field : sent.properties()) {
                String inner = place + "." + field.getKey();
                if (!stored.has(field.getKey())) {
                    return inner;
                }
                String lost = lost(field.getValue(), stored.get(field.getKey()), inner);
                if (!lost.isEmpty()) {
                    return lost;
                }
            }
        } else if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                String lost = lost(sent.get(i), stored.path(i), place + "[" + i + "]");
                if (!lost.isEmpty()) {
                    return lost;
                }
            }
        }
        return "";
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
