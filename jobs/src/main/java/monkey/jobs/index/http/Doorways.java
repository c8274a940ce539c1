package monkey.jobs.index.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Lets the first request to a TLS host go ahead alone. Over HTTP/2 all others then share its connection; sixteen first
 * requests at once would make sixteen handshakes, of which fifteen were for nothing.
 */
final class Doorways {

    private final Map<String, CountDownLatch> doors = new ConcurrentHashMap<>();

    /** Waits until the first request to this host has had its answer, unless this is the first. */
    void enter(URI address) throws InterruptedException {
        if ("https".equals(address.getScheme())) {
            CountDownLatch door = doors.putIfAbsent(address.getRawAuthority(), new CountDownLatch(1));
            if (door != null) {
                door.await();
            }
        }
    }

    /** A request to this host has ended, whichever way. */
    void open(URI address) {
        CountDownLatch door = doors.get(address.getRawAuthority());
        if (door != null) {
            door.countDown();
        }
    }
}
