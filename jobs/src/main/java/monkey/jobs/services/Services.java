package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The services of one home, shared by all commands on it. A command {@linkplain #acquire acquires} a lease, which starts what
 * does not run and adopts what a killed command left running; the last lease to be closed stops it all, unless
 * {@link #start} asked for it to stay. Safe for several threads and processes.
 */
public final class Services {
    private final Path home;
    private final Path directory;
    private final Path keep;
    private final LeaseFiles leases;
    private final PostgresData data;
    private final PostgresServer postgres;
    private final LeaseFiles brokerLeases;
    private final BrokerServer broker;

    private Services(Path home) throws IOException {
        this.home = home;
        this.directory = home.resolve("services");
        this.keep = directory.resolve("keep");
        this.leases = new LeaseFiles(directory.resolve("leases"));
        this.data = PostgresData.in(home.resolve("postgres"));
        this.postgres = new PostgresServer(home.resolve("postgres"), Unprivileged::find);
        this.brokerLeases = new LeaseFiles(directory.resolve("broker-leases"));
        this.broker = new BrokerServer(home.resolve("kafka"));
        for (Path path : new Path[] {directory, home.resolve("postgres")}) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    /**
     * The services of a home, which is made when it is not there.
     *
     * @throws ServicesException when it cannot be made
     */
    public static Services of(Path home) {
        try {
            Files.createDirectories(home);
            return new Services(home.toRealPath());
        } catch (IOException e) {
            throw failed("cannot use " + home + " as the home of services", e);
        }
    }

    /** A lease on the services of {@code home}; see {@link #acquire()}. */
    public static Lease acquire(Path home) {
        return of(home).acquire();
    }

    /**
     * Starts what does not run, and promises that it runs until the lease is closed. Costs milliseconds when all runs, about
     * a second when it does not, some seconds on a new home.
     *
     * @throws ServicesException when a service cannot be started
     */
    public Lease acquire() {
        try (HomeLock lock = lock()) {
            LeaseFiles.Held file = leases.add();
            try {
                Postmaster server = postgres.ensureRunning(leases.countLiving() > 1);
                return new Lease(this, file, postgres.url(server.port()), data.password());
            } catch (IOException | RuntimeException e) {
                file.remove();
                throw e;
            }
        } catch (IOException e) {
            throw failed("cannot start PostgreSQL under " + home, e);
        }
    }

    /**
     * As {@link #acquire}, of the Kafka broker, which only those start who send messages or handle them. Costs milliseconds
     * when it runs, and two to four seconds when it does not.
     *
     * @throws ServicesException when it cannot be started
     */
    public BrokerLease acquireBroker() {
        try (HomeLock lock = brokerLock()) {
            makeBrokerDirectory();
            LeaseFiles.Held file = brokerLeases.add();
            try {
                return new BrokerLease(
                        this,
                        file,
                        broker.ensureRunning(brokerLeases.countLiving() > 1).bootstrapServers());
            } catch (IOException | RuntimeException e) {
                file.remove();
                throw e;
            }
        } catch (IOException e) {
            throw failed("cannot start Kafka under " + home, e);
        }
    }

    /** Starts the broker again if it is dead. */
    void reviveBroker() {
        try {
            if (!broker.isRunning()) {
                try (HomeLock lock = brokerLock()) {
                    broker.ensureRunning(true);
                }
            }
        } catch (IOException e) {
            throw failed("cannot start Kafka under " + home + " again", e);
        }
    }

    /** What is said in messages is for the owner of the home only. */
    private void makeBrokerDirectory() throws IOException {
        Files.createDirectories(
                home.resolve("kafka"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Starts the services and lets them run until {@link #stop}, whoever comes and goes. */
    public ServicesStatus start() {
        try (Lease lease = acquire();
                BrokerLease brokerLease = acquireBroker();
                HomeLock lock = lock()) {
            Files.writeString(keep, "");
        } catch (IOException e) {
            throw failed("cannot keep the services of " + home + " running", e);
        }
        return status();
    }

    /**
     * Takes back what {@link #start} asked for. Services that commands still use are left to the last of these; the status
     * says whether there are any.
     */
    public ServicesStatus stop() {
        try (HomeLock lock = lock();
                HomeLock other = brokerLock()) {
            Files.deleteIfExists(keep);
            stopIfUnused();
            stopBrokerIfUnused();
            return statusLocked();
        } catch (IOException e) {
            throw failed("cannot stop the services of " + home, e);
        }
    }

    public ServicesStatus status() {
        try (HomeLock lock = lock();
                HomeLock other = brokerLock()) {
            return statusLocked();
        } catch (IOException e) {
            throw failed("cannot look for the services of " + home, e);
        }
    }

    void release(LeaseFiles.Held file) {
        try (HomeLock lock = lock()) {
            file.remove();
            stopIfUnused();
        } catch (IOException e) {
            throw failed("cannot stop the services of " + home, e);
        }
    }

    void releaseBroker(LeaseFiles.Held file) {
        try (HomeLock lock = brokerLock()) {
            file.remove();
            stopBrokerIfUnused();
        } catch (IOException e) {
            throw failed("cannot stop Kafka under " + home, e);
        }
    }

    private void stopBrokerIfUnused() throws IOException {
        if (!Files.exists(keep) && brokerLeases.countLiving() == 0) {
            broker.stop();
        }
    }

    private void stopIfUnused() throws IOException {
        if (!Files.exists(keep) && leases.countLiving() == 0) {
            postgres.stop();
        }
    }

    private ServicesStatus statusLocked() throws IOException {
        ServicesStatus.Service database = null;
        Optional<Postmaster> server = postgres.running();
        if (server.isPresent()) {
            String url =
                    postgres.url(server.get().port()) + "?user=" + PostgresData.USER + "&password=" + data.password();
            database = new ServicesStatus.Service(url, server.get().pid(), leases.countLiving());
        }
        ServicesStatus.Service kafka = null;
        Optional<BrokerServer.Running> node = broker.running();
        if (node.isPresent()) {
            kafka = new ServicesStatus.Service(
                    node.get().bootstrapServers(), node.get().pid(), brokerLeases.countLiving());
        }
        return new ServicesStatus(database, kafka, Files.exists(keep));
    }

    private HomeLock lock() throws IOException {
        return HomeLock.take(directory.resolve("lock"));
    }

    /** Another one, because a broker takes seconds to start, and who needs the database only need not wait for that. */
    private HomeLock brokerLock() throws IOException {
        return HomeLock.take(directory.resolve("broker-lock"));
    }

    private static ServicesException failed(String what, IOException cause) {
        String why = cause instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : cause.getClass().getSimpleName().replace("Exception", "") + " " + cause.getMessage();
        String advice = ServicesException.advice(why);
        return new ServicesException(
                what + ": " + why
                        + (advice.isEmpty()
                                ? "; see that the directory can be written, or set MONKEY_HOME to another"
                                : advice),
                cause);
    }
}
