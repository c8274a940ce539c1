package monkey.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import monkey.dataset.knowledge.Pages;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.Failure;
import monkey.dataset.run.InspectionResult;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.Run;
import monkey.dataset.run.Stacks;
import monkey.dataset.run.Worker;
import monkey.dataset.testing.PostgresExtension;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queries of KNOWLEDGE.md answer what it says they do. */
@ExtendWith(PostgresExtension.class)
class DocumentedQueriesTest {

    @Test
    void theQueriesOfTheKnowledgeBasesPageAnswerWhatItSays(Dataset dataset, DataSource database) throws IOException {
        Stacks example = new Stacks(dataset, 2);
        Run run = example.asking("flask-1");
        Pages.learn(dataset, "app", "1.0", Pages.metadata(Pages.requirement("werkzeug")));
        try (Worker worker = dataset.inspections().worker("local")) {
            InspectionTask task = worker.claim(run.id(), 1, Pages.NOON).get(0);
            worker.end(new InspectionResult(
                    task.inspectionId(),
                    Outcome.FAILED,
                    Pages.NOON,
                    null,
                    new Failure("import", null, null, null, "ImportError: x"),
                    Evidence.NONE,
                    List.of()));
        }
        List<String> queries = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("KNOWLEDGE.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertEquals(5, queries.size());
        assertEquals(
                List.of(Map.of("name", "flask-1", "signature", "ImportError: x", "inspections", 1L)),
                rows(database, queries.get(0)));
        assertEquals(
                List.of(
                        Map.of("position", 0, "outcome", "failed", "stack", stack(example, 0)),
                        Map.of("position", 1, "outcome", "not_reached", "stack", stack(example, 1))),
                rows(database, queries.get(1)));
        assertEquals(
                List.of(Map.of("package", "app", "version", "1.0", "line", "werkzeug")),
                rows(database, queries.get(2)));
        assertEquals(List.of(), rows(database, queries.get(3)));
        assertEquals(List.of(), rows(database, queries.get(4)));

        Jdbi.create(database).useHandle(handle -> {
            handle.execute("""
                    insert into solve (package_index_id, package, version, environment_id, state, planned_at)
                    select v.package_index_id, v.package, v.version, e.id, 'planned', now()
                    from package_version v, environment e where v.package = 'app' order by e.id limit 1
                    """);
            handle.execute("""
                    update package_version set missing = true where id in (
                        select d.package_version_id from distribution d join stack_member m on m.distribution_id = d.id)
                    """);
        });

        assertEquals(
                List.of("app"),
                rows(database, queries.get(3)).stream()
                        .map(row -> row.get("package"))
                        .toList());
        assertEquals(
                2,
                rows(database, queries.get(4)).size(),
                "both stacks have lost a member, and say so without being gone");
    }

    private static String stack(Stacks example, int position) {
        return String.join(" ", example.stacks.get(position).pins());
    }

    private static List<Map<String, Object>> rows(DataSource database, String query) {
        return Jdbi.create(database)
                .withHandle(handle -> handle.createQuery(query).mapToMap().list());
    }
}
