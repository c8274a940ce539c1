package monkey.jobs.investigate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.solve.SolveEnvironment;
import monkey.jobs.solve.Solvers;
import monkey.jobs.testing.MiniatureIndex;

/** An investigator without a transport, over a real database and a real index, whose clock the test sets. */
final class Learning implements AutoCloseable {
    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    final Dataset dataset;
    final HikariDataSource database;
    final MiniatureIndex index;
    final Surroundings surroundings;
    final Post post;
    final RecordedEnvironment python311;
    final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Looking looking;
    private final Solvers solvers;
    private volatile Instant now = START;

    Learning(DataSource unpooled, MiniatureIndex index, Path home) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(unpooled);
        this.database = new HikariDataSource(pool);
        this.dataset = Dataset.open(database);
        this.index = index;
        this.python311 = environment("3.11.7");
        IndexConfiguration configuration = IndexConfiguration.of(
                Optional.of(index.url()), List.of(), home, Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_RETRIES", "0"));
        PackageIndexes indexes = new PackageIndexes(configuration, home);
        Inquiry inquiry = new Inquiry(indexes, clock);
        this.surroundings = new Surroundings(configuration.indexes(), dataset.runs()::environments, Optional.empty());
        this.solvers = new Solvers(
                dataset,
                inquiry,
                surroundings::environment,
                new Announcement(surroundings),
                2,
                new SimpleMeterRegistry(),
                clock);
        this.looking = new Looking(dataset, inquiry, surroundings, 2, solvers::wake, clock);
        this.post = new Post(dataset, Handlers.of(surroundings, false, this::wake, clock));
        solvers.start();
        looking.start();
    }

    private void wake() {
        looking.wake();
        solvers.wake();
    }

    RecordedEnvironment environment(String python) {
        return environment(dataset, python);
    }

    static RecordedEnvironment environment(Dataset dataset, String python) {
        String minor = python.substring(0, python.lastIndexOf('.'));
        String document = """
                {"format": 1, "executable": "/usr/bin/python", "abi_flags": "", "platform": "linux-x86_64", "bits": "64",
                 "libc": "glibc", "libc_version": "2.36", "system": "debian", "system_version": "12",
                 "markers": {"implementation_name": "cpython", "implementation_version": "%1$s", "os_name": "posix",
                   "platform_machine": "x86_64", "platform_python_implementation": "CPython",
                   "platform_release": "6.1.0", "platform_system": "Linux", "platform_version": "#1",
                   "python_full_version": "%1$s", "python_version": "%2$s", "sys_platform": "linux"}}
                """.formatted(python, minor);
        RecordedEnvironment draft = new RecordedEnvironment(0, "", "", python, document);
        return dataset.runs()
                .environment(SolveEnvironment.of(draft).environment().digest(), "python-" + python, python, document);
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    /** Delivers and works until there is nothing to deliver and nothing to do that may be done now. */
    Learning settle() throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (post.deliver() || busy()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no rest after three minutes: " + rows("select * from solve")
                        + rows("select * from page_look"));
            }
            Thread.sleep(10);
        }
        return this;
    }

    private boolean busy() throws SQLException {
        return !rows("select 1 from solve where state = 'started' or state = 'planned' and coalesce(retry_after, '-infinity') <= '"
                        + now + "' union all select 1 from page_look where state = 'started' or state = 'planned'"
                        + " and coalesce(retry_after, '-infinity') <= '" + now
                        + "' union all select 1 from outbox where published_at is null")
                .isEmpty();
    }

    /** The rows of a query as text. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet found = connection.createStatement().executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(found.getString(1)));
                for (int column = 2; column <= found.getMetaData().getColumnCount(); column++) {
                    row.append(' ').append(found.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    List<String> solves() throws SQLException {
        return rows(
                "select package || '==' || version, coalesce(outcome, state) from solve order by package, version, id");
    }

    @Override
    public void close() {
        looking.close();
        solvers.close();
        database.close();
    }
}
