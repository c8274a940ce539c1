package monkey.jobs.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.dataset.python.Requirement;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.encode.Member;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.http.IndexException;
import monkey.jobs.reach.History;
import monkey.jobs.reach.LeftOut;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;
import monkey.jobs.testing.Environments;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import monkey.resolver.StackSpace;
import monkey.resolver.graph.Graph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From an index to what is known, with a real database and a real server. */
@ExtendWith(PostgresExtension.class)
class LearnerTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private final Dataset dataset;
    private final MiniatureIndex index = MiniatureIndex.start();
    private Instant now = START;

    @TempDir
    Path home;

    LearnerTest(Dataset dataset) {
        this.dataset = dataset;
    }

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void onlyWhatRequirementsReachIsAskedFor() throws Exception {
        web();

        Encoding encoding = Encoder.encode(learn("flask>=1"));

        assertThat(encoding.members())
                .extracting(Member::toString)
                .containsExactly("flask==1.0", "flask==2.0", "werkzeug==1.0", "werkzeug==2.0");
        assertThat(StackSpace.compile(encoding.graph()).count()).isEqualTo(2);
        assertThat(index.requests())
                .containsExactlyInAnyOrder(
                        "GET /simple/flask/",
                        "GET /simple/werkzeug/",
                        metadata("flask", "1.0"),
                        metadata("flask", "2.0"),
                        metadata("werkzeug", "1.0"),
                        metadata("werkzeug", "2.0"));
    }

    @Test
    void whatIsFreshIsNotAskedForAgain() throws Exception {
        web();
        Reach first = learn("flask");
        index.forgetRequests();
        now = START.plus(Duration.ofMinutes(59));

        Reach second = learn("flask");

        assertThat(index.requests()).isEmpty();
        assertThat(members(second)).isEqualTo(members(first));
    }

    @Test
    void afterAnHourPagesAreAskedForAndOnlyWhatIsNewIsLearnt() throws Exception {
        web();
        learn("flask");
        index.forgetRequests();
        index.add(Release.wheel("flask", "3.0").requires("werkzeug>=2"));
        now = START.plus(Duration.ofMinutes(61));

        assertThat(members(learn("flask"))).contains("flask==3.0");

        assertThat(index.requests())
                .containsExactlyInAnyOrder("GET /simple/flask/", "GET /simple/werkzeug/", metadata("flask", "3.0"));
        index.forgetRequests();
        learn("flask");
        assertThat(index.requests())
                .as("a page that says the same is fresh again, too")
                .isEmpty();
    }

    @Test
    void aVersionThatIsTakenDownIsLeftOutAsMissing() throws Exception {
        web();
        learn("flask");
        index.remove("flask", "2.0");
        now = START.plus(Duration.ofHours(2));

        Reach reach = learn("flask");

        assertThat(members(reach)).doesNotContain("flask==2.0");
        assertThat(reach.leftOut())
                .extracting(LeftOut::version, out -> out.reason().written())
                .containsExactly(tuple("2.0", "missing"));
    }

    @Test
    void theGraphIsTheSameFromWhateverFormAndInWhateverOrderItWasLearnt() throws Exception {
        web();
        Encoding json = Encoder.encode(learn("flask"));
        try (MiniatureIndex other =
                MiniatureIndex.start().htmlOnly().withoutRanges().withoutMetadataFiles()) {
            web(other);
            learner(other).learn(request(other, "werkzeug>=2"), LearningProgress.SILENT);
            learner(other).learn(request(other, "werkzeug"), LearningProgress.SILENT);
            Encoding html = Encoder.encode(learner(other).learn(request(other, "flask"), LearningProgress.SILENT));

            assertThat(text(html)).isEqualTo(text(json));
        }
    }

    @Test
    void whatAnotherRootHasLearntIsUsed() throws Exception {
        web();
        learn("werkzeug");
        index.forgetRequests();

        learn("flask");

        assertThat(index.requests()).noneMatch(request -> request.contains("werkzeug"));
    }

    @Test
    void aPackageThatNoIndexHasIsAMistakeOfTheRootButAFactElsewhere() throws Exception {
        index.add(Release.wheel("a", "1.0").requires("ghost>=1"), Release.wheel("a", "0.9"));

        assertThatThrownBy(() -> learn("a\nghost[x]>=2"))
                .isInstanceOf(UnmeetableRootException.class)
                .hasMessageContaining("ghost[x]>=2")
                .hasMessageContaining("no package ghost on " + index.url());
        assertThatThrownBy(() -> learn("a @ http://files.invalid/a.whl"))
                .isInstanceOf(UnmeetableRootException.class)
                .hasMessageContaining("address");

        Encoding encoding = Encoder.encode(learn("a"));
        assertThat(StackSpace.compile(encoding.graph()).count()).isEqualTo(1);
        assertThat(encoding.leftOut())
                .extracting(LeftOut::toString)
                .anySatisfy(out -> assertThat(out).contains("ghost", "MISSING"))
                .anySatisfy(out -> assertThat(out).contains("1.0", "BROKEN_REQUIREMENT", "no index has ghost"));
        index.forgetRequests();
        learn("a");
        assertThat(index.requests()).as("absence is remembered").isEmpty();
    }

    @Test
    void metadataThatCannotBeReadLeavesItsVersionOut() throws Exception {
        index.add(
                Release.wheel("a", "1.0"),
                Release.wheel("a", "1.1").requires("b (>dev)"),
                Release.wheel("a", "1.2").damaged().withoutMetadataFile());

        Reach reach = learn("a");

        assertThat(members(reach)).containsExactly("a==1.0");
        assertThat(reach.leftOut())
                .extracting(LeftOut::version, out -> out.reason().written())
                .containsExactly(tuple("1.1", "metadata"), tuple("1.2", "metadata"));
        assertThat(reach.leftOut().get(0).detail()).contains("b (>dev)");
    }

    @Test
    void whatWasLearntBeforeAFailureIsKept() throws Exception {
        web();
        index.fail("/simple/werkzeug/", 503, 1000);
        assertThatThrownBy(() -> learn("flask"))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(index.url() + "werkzeug/");
        index.forgetRequests();

        Learner patient = learner(index);
        Reach known = patient.recall(request(index, "flask"));
        assertThat(known.isComplete()).isFalse();
        assertThat(members(known)).contains("flask==2.0");
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void withoutAnIndexWhatIsKnownIsUsed() throws Exception {
        web();
        List<String> learnt = members(learn("flask"));
        index.close();
        now = START.plus(Duration.ofDays(30));

        assertThat(members(learner(index).recall(request(index, "flask")))).isEqualTo(learnt);
        assertThatThrownBy(() -> learner(index).recall(request(index, "django")))
                .isInstanceOf(UnmeetableRootException.class)
                .hasMessageContaining("nothing is known of django yet");
    }

    @Test
    void progressIsTold() throws Exception {
        web();
        List<LearningProgress.State> states = new ArrayList<>();

        learner(index).learn(request(index, "flask"), states::add);

        assertThat(states.get(0)).isEqualTo(new LearningProgress.State(1, 0, 1, 0, 0));
        assertThat(states.get(states.size() - 1)).isEqualTo(new LearningProgress.State(2, 2, 0, 5, 0));
    }

    private void web() {
        web(index);
    }

    private static void web(MiniatureIndex index) {
        index.add(
                Release.wheel("Flask", "0.9"),
                Release.wheel("Flask", "1.0").requires("Werkzeug<2,>=1"),
                Release.wheel("Flask", "2.0").requires("Werkzeug>=2"),
                Release.wheel("Werkzeug", "0.5"),
                Release.wheel("Werkzeug", "1.0"),
                Release.wheel("Werkzeug", "2.0"),
                Release.source("Werkzeug", "3.0"),
                Release.wheel("unrelated", "1.0"));
    }

    private static String metadata(String name, String version) {
        return "GET /files/" + name + "/" + name + "-" + version + "-py3-none-any.whl.metadata";
    }

    private Reach learn(String root) throws IOException, UnmeetableRootException {
        return learner(index).learn(request(index, root), LearningProgress.SILENT);
    }

    private Learner learner(MiniatureIndex asked) throws IOException {
        IndexConfiguration configuration =
                IndexConfiguration.of(Optional.of(asked.url()), List.of(), home, Map.of("PIP_RETRIES", "1"));
        return new Learner(
                dataset.knowledge(), new PackageIndexes(configuration, home), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SpaceRequest request(MiniatureIndex asked, String root) {
        return new SpaceRequest(
                Arrays.stream(root.split("\n")).map(Requirement::parse).toList(),
                Environments.python311(),
                Optional.empty(),
                false,
                SourcePolicy.NEVER,
                Map.of(),
                History.ALL,
                List.of(asked.url()));
    }

    private static String text(Encoding encoding) {
        StringBuilder text = new StringBuilder(encoding.members().toString());
        Graph graph = encoding.graph();
        for (int n = 0; n < graph.directCount(); n++) {
            text.append(" direct ").append(graph.direct(n));
        }
        for (int id = 0; id < graph.idCount(); id++) {
            for (int i = graph.firstTarget(id); i < graph.firstTarget(id + 1); i++) {
                text.append(" pair ").append(id).append(' ').append(graph.target(i));
            }
        }
        return text.toString();
    }

    private static List<String> members(Reach reach) {
        return Encoder.encode(reach).members().stream().map(Member::toString).toList();
    }
}
