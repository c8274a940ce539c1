package monkey.jobs.services;

import java.nio.file.Path;

/** A command that does nothing but use the services: it says where they are and leaves when its input ends. */
final class HoldLease {
    private HoldLease() {}

    public static void main(String[] arguments) throws Exception {
        try (Lease lease = Services.acquire(Path.of(arguments[0]))) {
            System.out.println(lease.url() + " " + lease.password());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
