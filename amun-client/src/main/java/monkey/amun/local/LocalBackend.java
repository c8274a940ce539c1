package monkey.amun.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionSpecification;
import monkey.amun.Submission;
import monkey.amun.interpreters.Interpreters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs inspections on this machine, a fixed number at a time, in the order they were submitted. */
public final class LocalBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBackend.class);
    private static final long CLOSE_MILLISECONDS = 5000;

    private final Interpreters interpreters;
    private final SandboxProbe probe;
    private final Uv uv;
    /** An empty one tells a worker to end. */
    private final BlockingQueue<Optional<LocalInspection>> waiting = new LinkedBlockingQueue<>();

    private final List<LocalInspection> unfinished = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;

    private LocalBackend(
            LocalSettings settings, Interpreters interpreters, SandboxProbe probe, Uv uv, List<Slot> slots) {
        this.interpreters = interpreters;
        this.probe = probe;
        this.uv = uv;
        SourceBuilds builds = new SourceBuilds(settings, probe, uv);
        for (Slot slot : slots) {
            Runner runner = new Runner(settings, probe, uv, builds, slot);
            Thread worker = new Thread(() -> work(runner), "inspection-" + workers.size());
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /**
     * Probes the machine, clears away what a killed predecessor left, and stands ready. Installs uv when home has none,
     * which takes the network and some seconds.
     *
     * @throws UncheckedIOException when home can't be used, uv can't be had, or nothing can be run here at all
     */
    public static LocalBackend open(LocalSettings settings, Interpreters interpreters) {
        return uninterrupted(() -> {
            Uv uv = Uv.ensure(settings.home(), interpreters);
            List<Slot> slots = Slot.take(work(settings.home()), settings.concurrency());
            try {
                SandboxProbe probe = SandboxProbe.run(settings.home(), interpreters, slots.get(0));
                return new LocalBackend(settings, interpreters, probe, uv, slots);
            } catch (IOException | InterruptedException | RuntimeException e) {
                Slot.giveBack(slots);
                throw e;
            }
        });
    }

    /**
     * What this machine enforces, without making ready for inspections: a fraction of a second, no network.
     *
     * @throws UncheckedIOException when home can't be used or nothing can be run here at all
     */
    public static Capabilities probe(Path home, Interpreters interpreters) {
        return uninterrupted(() -> {
            List<Slot> slots = Slot.take(work(home), 1);
            try {
                return SandboxProbe.run(home, interpreters, slots.get(0)).capabilities();
            } finally {
                Slot.giveBack(slots);
            }
        });
    }

    private static Path work(Path home) {
        return home.resolve("work");
    }

    private interface Preparation<T> {
        T prepare() throws IOException, InterruptedException;
    }

    private static <T> T uninterrupted(Preparation<T> preparation) {
        try {
            return preparation.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while preparing for inspections"));
        }
    }

    @Override
    public Submission submit(InspectionSpecification specification) {
        LocalInspection inspection = new LocalInspection(specification, interpreters.find(specification.base()));
        synchronized (unfinished) {
            if (closed) {
                throw new IllegalStateException("this backend is closed");
            }
            unfinished.add(inspection);
        }
        inspection.result().whenComplete((result, failure) -> {
            synchronized (unfinished) {
                unfinished.remove(inspection);
            }
        });
        waiting.add(Optional.of(inspection));
        return inspection;
    }

    @Override
    public Capabilities capabilities() {
        return probe.capabilities();
    }

    /** Name and version of what builds environments: {@code uv 0.13.9}. */
    public String installer() {
        return uv.version();
    }

    @Override
    public void close() {
        List<LocalInspection> left;
        synchronized (unfinished) {
            closed = true;
            left = List.copyOf(unfinished);
        }
        left.forEach(LocalInspection::cancel);
        workers.forEach(worker -> waiting.add(Optional.empty()));
        long deadline = System.currentTimeMillis() + CLOSE_MILLISECONDS;
        for (Thread worker : workers) {
            try {
                worker.join(Math.max(1, deadline - System.currentTimeMillis()));
                worker.interrupt(); // Of no effect on one that has ended, as it should have.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void work(Runner runner) {
        try (runner) {
            for (Optional<LocalInspection> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                if (next.get().begin()) {
                    runner.run(next.get());
                }
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "{} did not end in time and was interrupted",
                    Thread.currentThread().getName());
        } catch (IOException e) {
            LOG.warn("{} could not be left in order: {}", Thread.currentThread().getName(), e.getMessage());
        }
    }
}
