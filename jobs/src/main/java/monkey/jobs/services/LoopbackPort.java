package monkey.jobs.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Ports for servers that keep theirs from one start to the next.
 *
 * <p>They are below those that the system gives to connections on their way out. From among these, any client on the machine
 * may be given the port of a server that is just being started again; one that tries to reach that very server may even be
 * connected to itself.
 */
final class LoopbackPort {
    private static final Path RANGE_OF_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int FIRST = 15_000;
    private static final int USUAL_END = 32_768;
    private static final int ATTEMPTS = 200;

    private LoopbackPort() {}

    /** One that nobody has at the moment. */
    static int free() throws IOException {
        int end = firstOfClients();
        for (int attempt = 0; end > FIRST && attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, end);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether nobody has it, or whoever has it gives it back within some seconds. */
    static boolean becomesFree(int port, long seconds) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isFree(port)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    private static int firstOfClients() {
        try {
            return Integer.parseInt(Files.readString(RANGE_OF_CLIENTS).strip().split("\\s+")[0]);
        } catch (IOException | NumberFormatException e) {
            return USUAL_END;
        }
    }
}
