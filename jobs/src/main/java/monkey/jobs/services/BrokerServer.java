package monkey.jobs.services;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Kafka broker of a home, as a process. All methods but {@link #isRunning} are called under the {@link HomeLock}.
 *
 * <p>It is its own controller and listens on loopback only, on the ports of last time or else on free ones. It is no part of
 * the command that starts it, which may be killed, or stopped by Ctrl-C, while others go on using it.
 */
final class BrokerServer {
    private static final long START_SECONDS = 90;
    private static final long STOP_SECONDS = 30;
    private static final long PORT_SECONDS = 20;
    private static final long LARGEST_LOG = 8 << 20;

    private final Path directory;
    private final Path data;
    private final Path state;
    private final Path ports;
    private final Path log;

    BrokerServer(Path directory) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.state = directory.resolve("process");
        this.ports = directory.resolve("ports");
        this.log = directory.resolve("log");
    }

    /** A broker that can be used. */
    record Running(long pid, String bootstrapServers) {}

    Optional<Running> running() throws IOException {
        Optional<BrokerProcess> process = BrokerProcess.of(state, data).filter(BrokerProcess::ready);
        return process.isEmpty()
                ? Optional.empty()
                : Optional.of(new Running(process.get().pid(), address()));
    }

    /** Whether one runs or is about to; costs microseconds. */
    boolean isRunning() throws IOException {
        return BrokerProcess.of(state, data).isPresent();
    }

    /** @param awaited whether others know the address of last time, and can be served on no other */
    Running ensureRunning(boolean awaited) throws IOException {
        Optional<Running> running = onceReady(null);
        return running.isPresent() ? running.get() : start(awaited);
    }

    /** Lets it write what it has to. */
    void stop() throws IOException {
        Optional<BrokerProcess> running = BrokerProcess.of(state, data);
        if (running.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(running.get().pid());
        process.ifPresent(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (isRunning()) {
            if (System.nanoTime() > deadline) {
                process.ifPresent(ProcessHandle::destroyForcibly); // what it has acknowledged is on disk
            }
            pause();
        }
    }

    /** The broker, once it is ready; one that is still starting, as after a crash with much to make good, is waited for. */
    private Optional<Running> onceReady(Process starting) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Optional<Running> running = running();
        while (running.isEmpty()
                && (isRunning() || (starting != null && starting.isAlive()))
                && System.nanoTime() < deadline) {
            pause();
            running = running();
        }
        return running;
    }

    private Running start(boolean awaited) throws IOException {
        Files.createDirectories(data);
        BrokerPrograms programs = BrokerPrograms.find();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, directory.resolve("log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        String lastWords = "";
        for (int attempt = 0; attempt < 3; attempt++) {
            Files.deleteIfExists(state);
            long logged = Files.exists(log) ? Files.size(log) : 0;
            choosePorts(awaited);
            Path configuration = BrokerConfiguration.write(directory, data, listeners());
            Optional<Running> running = onceReady(launch(programs.command(configuration, state)));
            if (running.isPresent()) {
                return running.get();
            }
            lastWords = said(logged);
            if (!lastWords.contains("Address already in use") && !lastWords.contains("bind")) {
                break;
            }
            Files.deleteIfExists(ports); // taken a moment ago
        }
        throw new ServicesException("the Kafka broker does not start: " + lastWords
                + ServicesException.advice(lastWords) + "; its log is " + log);
    }

    /** In a session of its own: Ctrl-C is for the command. */
    private Process launch(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder()
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.command().add("setsid");
        builder.command().addAll(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("TZ"));
        environment.put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private String address() throws IOException {
        return "127.0.0.1:" + Files.readAllLines(ports).get(0);
    }

    private int[] listeners() throws IOException {
        return Files.readAllLines(ports).stream().mapToInt(Integer::parseInt).toArray();
    }

    /** Those of last time, so that an address written down stays right, or else two that are free. */
    private void choosePorts(boolean awaited) throws IOException {
        if (Files.exists(ports)) {
            try {
                int[] last = listeners();
                long patience = awaited ? PORT_SECONDS : 0;
                if (last.length == 2
                        && LoopbackPort.becomesFree(last[0], patience)
                        && LoopbackPort.becomesFree(last[1], patience)) {
                    return;
                }
            } catch (NumberFormatException e) {
                // cut off by a crash
            }
        }
        int forClients = LoopbackPort.free();
        int forItself = LoopbackPort.free();
        while (forItself == forClients) {
            forItself = LoopbackPort.free();
        }
        Files.writeString(ports, forClients + "\n" + forItself + "\n");
    }

    /** The last line of the log, after {@code offset}, that tells what went wrong. */
    private String said(long offset) throws IOException {
        byte[] bytes = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        int from = (int) Math.min(offset, bytes.length);
        List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("Exception") || line.contains("ERROR") || line.contains("rror:"))
                .map(String::strip)
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
