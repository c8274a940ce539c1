package monkey.jobs.services;

/**
 * The right to use the services of a home until it is closed. Closing the last one stops them, unless they were asked to
 * stay. A process that dies gives up its leases.
 *
 * <p>Safe for several threads; closing twice is closing once.
 */
public final class Lease implements AutoCloseable {
    private final Services services;
    private final LeaseFiles.Held file;
    private final String url;
    private final String password;
    private boolean closed;

    Lease(Services services, LeaseFiles.Held file, String url, String password) {
        this.services = services;
        this.file = file;
        this.url = url;
        this.password = password;
    }

    /** The database, for JDBC, without user and password. */
    public String url() {
        return url;
    }

    public String user() {
        return PostgresData.USER;
    }

    public String password() {
        return password;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            services.release(file);
        }
    }
}
