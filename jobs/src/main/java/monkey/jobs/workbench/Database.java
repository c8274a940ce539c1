package monkey.jobs.workbench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;

/** The knowledge base's database while a command uses it: the user's own, or the one of the home folder. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 20;
    private static final long CONNECT_MILLISECONDS = 5_000;
    /** It was seen to be there; on a machine that is busy it may still be slow to answer. */
    private static final long CONNECT_TO_OWN_MILLISECONDS = 60_000;

    private final HikariDataSource pool;
    private final Optional<Lease> lease;

    private Database(HikariDataSource pool, Optional<Lease> lease) {
        this.pool = pool;
        this.lease = lease;
    }

    /**
     * Starts a database where none is configured and none runs. Nothing is asked of it yet.
     *
     * @throws monkey.jobs.services.ServicesException if none can be started
     */
    public static Database open(Path home) {
        Optional<DatabaseSettings> configured = DatabaseSettings.configured(home);
        if (configured.isPresent()) {
            return new Database(pool(configured.get(), CONNECT_MILLISECONDS), Optional.empty());
        }
        Lease lease = Services.acquire(home);
        return new Database(
                pool(new DatabaseSettings(lease.url(), lease.user(), lease.password()), CONNECT_TO_OWN_MILLISECONDS),
                Optional.of(lease));
    }

    /** Safe for several threads; open as long as this is. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        lease.ifPresent(Lease::close);
    }

    private static HikariDataSource pool(DatabaseSettings settings, long connectMilliseconds) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("knowledge-base");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(connectMilliseconds);
        // Whoever asks first is told what is wrong; the pool itself would end in a stack trace.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
