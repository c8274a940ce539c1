package monkey.dataset.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Keeps the graphs of runs, and turns their ids into stacks. Safe for several threads and processes. */
public final class RunGraphStore {
    private final Jdbi jdbi;

    public RunGraphStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A graph that was recorded before stays as it is: what was chosen from it must not change its meaning. */
    public void record(long runId, int environmentId, RunGraph graph) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_graph (run_id, environment_id, graph, distributions)
                        values (:runId, :environmentId, :graph, :distributions)
                        on conflict (run_id, environment_id) do nothing
                        """)
                .bind("runId", runId)
                .bind("environmentId", environmentId)
                .bind("graph", compressed(graph.text()))
                .bindArray(
                        "distributions",
                        Long.class,
                        Arrays.stream(graph.distributions()).boxed().toList())
                .execute());
    }

    public Optional<RunGraph> find(long runId, int environmentId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select graph, distributions from run_graph
                        where run_id = :runId and environment_id = :environmentId
                        """)
                .bind("runId", runId)
                .bind("environmentId", environmentId)
                .map((row, context) -> graph(row))
                .findOne());
    }

    /** These distributions with all that is needed to install them, by id. */
    public Map<Long, StackMember> members(Collection<Long> distributions) {
        Map<Long, StackMember> members = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(StackReader.MEMBERS.formatted("select unnest(:ids)"))
                .bindArray("ids", Long.class, distributions)
                .map(ConstructorMapper.of(StackMember.class))
                .forEach(member -> members.put(member.distributionId(), member)));
        return members;
    }

    private static RunGraph graph(ResultSet row) throws SQLException {
        Long[] distributions = (Long[]) row.getArray("distributions").getArray();
        return new RunGraph(
                expanded(row.getBytes("graph")),
                Arrays.stream(distributions).mapToLong(Long::longValue).toArray());
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String expanded(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
