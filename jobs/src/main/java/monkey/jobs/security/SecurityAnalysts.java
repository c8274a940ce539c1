package monkey.jobs.security;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import monkey.amun.local.LocalBackend;
import monkey.dataset.learning.SecurityAnalysis;
import monkey.dataset.learning.SecurityTask;
import monkey.dataset.learning.SecurityWorker;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.index.metadata.MetadataException;
import monkey.jobs.index.metadata.RemoteFile;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.UpdateProvidesSourceDistro;
import monkey.jobs.solve.Crew;
import monkey.jobs.solve.Waiting;
import monkey.jobs.workbench.LearningBench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the code of versions, one at a time, while there is nothing more urgent. The source distribution is read, and where
 * there is none the wheel; that there is none is told once. What fails for good has failed once: it is tried again when the
 * version's files, or what was told of them, change.
 */
public final class SecurityAnalysts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("monkey.security");
    private static final long MOST_BYTES = 64L << 20;
    private static final Duration WITHOUT_TOOLS = Duration.ofMinutes(10);

    private final LearningBench bench;
    private final SecurityWorker worker;
    private final BooleanSupplier busy;
    private final Clock clock;
    private final Crew crew;
    private LocalBackend backend;
    private CodeReading reading;
    private volatile Instant withoutToolsUntil = Instant.MIN;

    /** @param busy whether there is something more urgent */
    public SecurityAnalysts(LearningBench bench, BooleanSupplier busy, Clock clock) {
        this.bench = bench;
        this.worker = bench.dataset().security().worker();
        this.busy = busy;
        this.clock = clock;
        this.crew = new Crew("security", 1, this::analyzeOne);
    }

    public void start() {
        crew.start();
    }

    private boolean analyzeOne() throws InterruptedException {
        if (isWithoutTools() || bench.dataset().security().open() == 0 || busy.getAsBoolean() || !hasTools()) {
            return false;
        }
        Optional<SecurityTask> claimed = worker.claim(clock.instant());
        if (claimed.isEmpty()) {
            return false;
        }
        SecurityTask task = claimed.get();
        try {
            SecurityAnalysis analysis = analyze(task);
            worker.end(task, analysis, told(task), clock.instant());
            LOG.info(
                    "package={} version={} file={} failure={} correlation={}",
                    task.packageName(),
                    task.version(),
                    analysis.filename(),
                    analysis.failure(),
                    task.cause().correlationId());
        } catch (IOException fault) {
            LOG.info("package={} version={} postponed: {}", task.packageName(), task.version(), fault.getMessage());
            worker.postpone(
                    task, String.valueOf(fault.getMessage()), clock.instant().plus(Waiting.after(task.attempts() + 3)));
        } catch (RuntimeException fault) {
            worker.postpone(task, fault.toString(), clock.instant().plus(Waiting.after(task.attempts() + 3)));
            throw fault;
        }
        return true;
    }

    private SecurityAnalysis analyze(SecurityTask task) throws IOException, InterruptedException {
        // Of wheels the smallest: what makes others larger is rarely Python.
        Optional<SecurityTask.File> chosen = source(task)
                .or(() -> task.files().stream()
                        .min(Comparator.comparing(
                                SecurityTask.File::sizeBytes, Comparator.nullsLast(Comparator.naturalOrder()))));
        if (chosen.isEmpty()) {
            return SecurityAnalysis.failed("its index lists no file of it", null);
        }
        SecurityTask.File file = chosen.get();
        if (file.sizeBytes() != null && file.sizeBytes() > MOST_BYTES) {
            return SecurityAnalysis.failed(
                    file.filename() + " has " + (file.sizeBytes() >> 20) + " MiB, more than is looked at",
                    file.filename());
        }
        try {
            byte[] archive = bench.indexes()
                    .file(new RemoteFile(
                            URI.create(file.url()),
                            file.filename(),
                            Optional.ofNullable(file.sha256()),
                            Optional.ofNullable(file.sizeBytes()),
                            false,
                            Optional.empty()));
            return reading.read(file.filename(), archive);
        } catch (MetadataException fault) {
            return SecurityAnalysis.failed(fault.getMessage(), file.filename());
        }
    }

    private static Optional<SecurityTask.File> source(SecurityTask task) {
        return task.files().stream()
                .filter(SecurityTask.File::source)
                .filter(file -> file.filename().matches(".*\\.(tar\\.(gz|bz2|xz)|tgz|zip)"))
                .findFirst();
    }

    /** Whether there is a source distribution, where that is news. */
    private static List<WrittenMessage> told(SecurityTask task) {
        boolean has = source(task).isPresent();
        if (task.saidToHaveSource().map(said -> said == has).orElse(has)) {
            return List.of();
        }
        String correlation = task.cause().correlationId() == null
                ? UUID.randomUUID().toString()
                : task.cause().correlationId();
        Envelope<?> first = Envelope.first(
                new UpdateProvidesSourceDistro(task.packageName(), task.version(), task.indexUrl(), has), correlation);
        return List.of(Outgoing.written(first.causedBy(task.cause().messageId())));
    }

    /** Whether the tools could not be had when they were last looked for; all analyses wait meanwhile. */
    public boolean isWithoutTools() {
        return clock.instant().isBefore(withoutToolsUntil);
    }

    private boolean hasTools() {
        if (reading == null) {
            try {
                Tools tools = Tools.choose(bench, clock);
                backend = LocalBackend.open(bench.sandbox(), bench.interpreters());
                reading = new CodeReading(backend, tools);
            } catch (IOException | RuntimeException e) {
                withoutToolsUntil = clock.instant().plus(WITHOUT_TOOLS);
                LOG.warn("nobody's code is looked at for now: {}", e.getMessage());
            }
        }
        return reading != null;
    }

    @Override
    public void close() {
        crew.close();
        worker.close();
        if (backend != null) {
            backend.close();
        }
    }
}
