package monkey.jobs.investigate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;

/** A knowledge base in which versions of packages are solved, and the handlers of messages about it. */
public final class KnownVersions {
    public static final String INDEX = "https://index.example/simple/";

    private KnownVersions() {}

    /** Writes {@code package-0} with versions {@code 0.0}, {@code 1.0} … and so on for all packages. */
    public static Map<MessageType, MessageHandler<?>> write(Dataset dataset, int packages, int versions) {
        int environment = Learning.environment(dataset, "3.11.7").id();
        dataset.inTransaction(transaction -> {
            transaction.execute("insert into package_index (url) values (?)", INDEX);
            transaction.execute("""
                    insert into index_page (package_index_id, package, present, fetched_at)
                    select i.id, 'package-' || p, true, now() from package_index i, generate_series(0, ? - 1) p
                    """, packages);
            transaction.execute("""
                    insert into package_version (package_index_id, package, version)
                    select i.id, 'package-' || p, v || '.0'
                    from package_index i, generate_series(0, ? - 1) p, generate_series(0, ? - 1) v
                    """, packages, versions);
            transaction.execute("""
                    insert into solve (package_index_id, package, version, environment_id, state, outcome, attempts,
                        planned_at, ended_at)
                    select package_index_id, package, version, ?, 'ended', 'solved', 1, now(), now() from package_version
                    """, environment);
            transaction.execute("analyze");
            return null;
        });
        Surroundings surroundings = new Surroundings(
                List.of(IndexLocation.of(INDEX)), dataset.runs()::environments, Optional.of(List.of(environment)));
        return Handlers.of(surroundings, false, () -> {}, Clock.systemUTC());
    }
}
