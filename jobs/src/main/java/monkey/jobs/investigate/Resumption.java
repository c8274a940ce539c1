package monkey.jobs.investigate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.dataset.learning.ParkedRun;
import monkey.dataset.postgres.SessionLock;
import monkey.jobs.solve.Crew;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with parked runs that have all they waited for and whose process is gone: each as a process of its own, by the
 * same command that a user would give, one at a time. A run that somebody has stopped is left alone.
 */
final class Resumption implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final Dataset dataset;
    private final Path home;
    private final Crew crew;
    private volatile Process running;

    Resumption(Dataset dataset, Path home) {
        this.dataset = dataset;
        this.home = home;
        this.crew = new Crew("resumption", 1, this::resumeOne);
    }

    void start() {
        crew.start();
    }

    private boolean resumeOne() throws InterruptedException {
        for (ParkedRun run : dataset.parkedRuns().wanted()) {
            Optional<SessionLock> lock = dataset.runs().own(run.runId());
            if (lock.isEmpty()) {
                // Its process lives, and looks for itself. Should it die before it has, this is looked at again.
                continue;
            }
            lock.get().close();
            dataset.parkedRuns().unwant(run.runId());
            LOG.warn("run {} has all it waited for and nobody executes it: it goes on here", run.runId());
            execute(run);
            return true;
        }
        return false;
    }

    private void execute(ParkedRun run) throws InterruptedException {
        try {
            Path folder = Files.createDirectories(home.resolve("resumed"));
            Path experiment = folder.resolve(run.runId() + ".json");
            Files.writeString(experiment, run.experiment());
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "monkey.jobs.command.Monkey",
                    "run",
                    experiment.toString(),
                    "--home",
                    home.toString(),
                    "--output",
                    run.output() == null
                            ? folder.resolve("report-" + run.runId()).toString()
                            : run.output()));
            File said = folder.resolve(run.runId() + ".log").toFile();
            running = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said)
                    .start();
            int code = running.waitFor();
            boolean wentOn = dataset.parkedRuns()
                    .find(run.runId())
                    .map(now -> now.resumedAt() != null)
                    .orElse(true);
            if (code != 0 || !wentOn) {
                LOG.warn("run {} did not come to its end here; what it said is in {}", run.runId(), said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("run " + run.runId() + " cannot be gone on with: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            running.destroy(); // as by a scheduler: the run notes how far it is
            throw e;
        }
    }

    @Override
    public void close() {
        Process child = running;
        if (child != null) {
            child.destroy();
        }
        crew.close();
    }
}
