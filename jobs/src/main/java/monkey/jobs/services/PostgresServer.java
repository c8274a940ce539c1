package monkey.jobs.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL of a home, as a process. All methods are called under the {@link HomeLock}.
 *
 * <p>It listens on loopback only, on a port that is free, and has no socket file. The server is no child of the command that
 * starts it: the command may be killed, others go on using it.
 */
final class PostgresServer {
    private static final long START_SECONDS = 60;
    private static final long PORT_SECONDS = 20;
    private static final long STOP_SECONDS = 60;
    private static final long LARGEST_LOG = 8 << 20;

    private final Path directory;
    private final Unprivileged.Way way;
    private final Path data;
    private final Path log;
    private final Path port;
    private final Path place;

    PostgresServer(Path directory, Unprivileged.Way way) {
        this.directory = directory;
        this.way = way;
        this.data = PostgresData.in(directory).path();
        this.log = directory.resolve("log");
        this.port = directory.resolve("port");
        this.place = directory.resolve("place");
    }

    /** The server that answers, if one does; milliseconds. */
    Optional<Postmaster> running() throws IOException {
        return Postmaster.of(data).filter(server -> server.ready() && answers(server.port()));
    }

    /**
     * The server that runs, or a new one.
     *
     * @param othersUseIt whether another command believes that it runs
     */
    Postmaster ensureRunning(boolean othersUseIt) throws IOException {
        Optional<Postmaster> running = onceReady();
        if (running.isPresent()) {
            return running.get();
        }
        if (othersUseIt) {
            refuseIfElsewhere();
        }
        Path programs = new PostgresBinaries(directory).directory();
        Unprivileged unprivileged = way.from(directory);
        PostgresData.in(directory).prepare(programs, unprivileged);
        return start(programs, unprivileged, othersUseIt);
    }

    /** The server that answers; one that is still starting, as after a crash with much to make good, is waited for. */
    private Optional<Postmaster> onceReady() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Optional<Postmaster> running = running();
        while (running.isEmpty() && Postmaster.of(data).isPresent() && System.nanoTime() < deadline) {
            pause(20);
            running = running();
        }
        return running;
    }

    /** Stops the server, if one runs, letting it write what it has to; its clients are cut off. */
    void stop() throws IOException {
        Optional<Postmaster> running = Postmaster.of(data);
        if (running.isEmpty()) {
            return;
        }
        long pid = running.get().pid();
        Command.run(directory, 10, List.of("sh", "-c", "kill -INT " + pid)); // "fast shutdown"; Java can send TERM only
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (Postmaster.of(data).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new ServicesException(
                        "PostgreSQL (process " + pid + ") has not stopped after " + STOP_SECONDS + " s; see " + log);
            }
            pause(10);
        }
    }

    String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private Postmaster start(Path programs, Unprivileged unprivileged, boolean othersUseIt) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, directory.resolve("log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        unprivileged.own(log);
        String lastWords = "";
        for (int attempt = 0; attempt < 3; attempt++) {
            Postmaster.forgetDead(data);
            long logged = Files.size(log);
            int free = freePort(othersUseIt);
            Command.Ended ended = Command.run(
                    directory,
                    START_SECONDS + 5,
                    unprivileged.command(List.of(
                            programs.resolve("bin/pg_ctl").toString(),
                            "start",
                            "--wait",
                            "--timeout=" + START_SECONDS,
                            "--pgdata=" + data,
                            "--log=" + log,
                            "--options=-p " + free + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''")));
            Optional<Postmaster> running = onceReady();
            if (running.isPresent()) {
                Files.writeString(port, running.get().port() + "\n");
                Files.writeString(place, here() + "\n");
                return running.get();
            }
            String said = said(logged);
            lastWords = ended.lastWords() + (said.isEmpty() ? "" : "; " + said);
            if (!said.contains("Address already in use") && !said.contains("still in use")) {
                break; // the port was taken a moment ago, or a killed server's children are not gone yet; else no use
            }
            pause(500);
        }
        throw new ServicesException("PostgreSQL does not start: " + lastWords + ServicesException.advice(lastWords)
                + "; its log is " + log);
    }

    /**
     * A home on a volume may be used from two containers at once. Neither sees the other's processes, and PostgreSQL's own
     * guard sees no more than that: a second server on the same data would ruin them.
     */
    private void refuseIfElsewhere() throws IOException {
        if (Files.exists(place) && !Files.readString(place).strip().equals(here())) {
            throw new ServicesException(directory + " is being used from another machine or container, whose PostgreSQL"
                    + " cannot be reached from here; wait until it is done, set another MONKEY_HOME, or give both the"
                    + " spring.datasource.url of one PostgreSQL");
        }
    }

    /** Tells this system, since it was started, and this view of its processes from all others. */
    private static String here() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    }

    /** What the server said of what went wrong, after {@code offset} of its log. */
    private String said(long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        int from = (int) Math.min(offset, bytes.length);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("FATAL:") || line.contains("could not bind") || line.contains("PANIC:"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|LOG): +", ""))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    /**
     * The port of last time, so that an address written down stays right, or else any that is free.
     *
     * @param awaited whether others know the address of last time, and can be served on no other
     */
    private int freePort(boolean awaited) throws IOException {
        if (Files.exists(port)) {
            try {
                int last = Integer.parseInt(Files.readString(port).strip());
                if (LoopbackPort.becomesFree(last, awaited ? PORT_SECONDS : 0)) {
                    return last;
                }
            } catch (NumberFormatException e) {
                // cut off by a crash
            }
            Files.deleteIfExists(port); // taken
        }
        return LoopbackPort.free();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
