package monkey.jobs.investigate;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.messages.MessageException;
import monkey.jobs.solve.SolveEnvironment;
import org.jdbi.v3.core.Handle;

/**
 * The indexes that may be asked and the environments that are solved for: those that are configured, and of both also those
 * that the knowledge base knows already. Safe for several threads.
 */
public final class Surroundings {
    private final List<IndexLocation> configured;
    private final Supplier<List<RecordedEnvironment>> recorded;
    private final Optional<List<Integer>> chosen;
    private final ConcurrentHashMap<Integer, SolveEnvironment> environments = new ConcurrentHashMap<>();

    /**
     * @param recorded reads the environments of the knowledge base
     * @param chosen the environments that everything is solved for; empty: all that are recorded
     */
    public Surroundings(
            List<IndexLocation> configured,
            Supplier<List<RecordedEnvironment>> recorded,
            Optional<List<Integer>> chosen) {
        this.configured = List.copyOf(configured);
        this.recorded = recorded;
        this.chosen = chosen;
    }

    /** Addresses, the one with precedence first. */
    public List<String> configuredIndexes() {
        return configured.stream().map(IndexLocation::toString).toList();
    }

    /** How an index is reached: as it is configured, with its login; or by its bare address. */
    public IndexLocation location(String index) {
        return configured.stream()
                .filter(one -> one.toString().equals(index))
                .findFirst()
                .orElseGet(() -> IndexLocation.of(index));
    }

    /**
     * The index that a message names, as the knowledge base spells it.
     *
     * @throws MessageException if it is neither configured nor known: nobody is sent to wherever a message says
     */
    String index(String named, Handle transaction) {
        String address = address(named);
        if (configuredIndexes().contains(address)) {
            return address;
        }
        boolean known = transaction
                .createQuery("select exists (select from package_index where url = :url)")
                .bind("url", address)
                .mapTo(Boolean.class)
                .one();
        if (!known) {
            throw new MessageException("package index '" + address
                    + "' is neither configured nor known here; configured: " + String.join(", ", configuredIndexes()));
        }
        return address;
    }

    /** @throws MessageException if it is no address of an index */
    static String address(String named) {
        try {
            URI address = IndexLocation.of(named).address();
            return address.toString();
        } catch (IllegalArgumentException e) {
            throw new MessageException(e.getMessage(), e);
        }
    }

    /** The environments that everything is solved for. */
    public List<SolveEnvironment> environments() {
        return all().stream()
                .filter(environment ->
                        chosen.map(ids -> ids.contains(environment.id())).orElse(true))
                .toList();
    }

    /**
     * The environments that a message means.
     *
     * @param digest of one of them
     * @param solver name that one or several have; where neither is given, all that everything is solved for
     * @throws MessageException if there is none of that name; it lists those there are
     */
    List<Integer> environments(Optional<String> digest, Optional<String> solver) {
        List<SolveEnvironment> all = all();
        if (digest.isPresent()) {
            List<Integer> exact = ids(all.stream()
                    .filter(environment -> environment.digest().equals(digest.get()))
                    .toList());
            if (!exact.isEmpty()) {
                return exact;
            }
        }
        List<Integer> meant = ids(
                solver.isEmpty()
                        ? environments()
                        : all.stream()
                                .filter(environment -> environment.solver().equals(solver.get()))
                                .toList());
        if (meant.isEmpty()) {
            String here = all.stream()
                    .map(SolveEnvironment::solver)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new MessageException((solver.isEmpty()
                            ? "no environment is configured"
                            : "no environment is called '" + solver.get() + "'")
                    + "; known here: " + (here.isEmpty() ? "none" : here));
        }
        return meant;
    }

    /** @throws IllegalStateException if there is none with this number */
    public SolveEnvironment environment(int id) {
        SolveEnvironment known = environments.get(id);
        if (known == null) {
            all();
            known = environments.get(id);
        }
        if (known == null) {
            throw new IllegalStateException("the knowledge base has no environment " + id);
        }
        return known;
    }

    private List<SolveEnvironment> all() {
        return recorded.get().stream()
                .map(one -> environments.computeIfAbsent(one.id(), id -> SolveEnvironment.of(one)))
                .toList();
    }

    private static List<Integer> ids(List<SolveEnvironment> environments) {
        return environments.stream().map(SolveEnvironment::id).toList();
    }
}
