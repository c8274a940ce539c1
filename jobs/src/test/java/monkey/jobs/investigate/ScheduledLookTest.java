package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.python.Requirement;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.look.ScheduledLook;
import monkey.jobs.reach.History;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;
import monkey.jobs.solve.SolveEnvironment;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import monkey.resolver.StackSpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the indexes come to say is known to the next run, within the hour in which it asks no index itself. */
@ExtendWith(PostgresExtension.class)
class ScheduledLookTest {
    private final MiniatureIndex index = MiniatureIndex.start();
    private Learning learning;

    @TempDir
    Path home;

    @BeforeEach
    void begin(DataSource database) throws Exception {
        learning = new Learning(database, index, home);
        index.add(
                Release.wheel("flask", "1.0").requires("werkzeug<2"),
                Release.wheel("flask", "2.0").requires("werkzeug"),
                Release.wheel("werkzeug", "1.0"),
                Release.wheel("werkzeug", "2.0"));
        assertThat(count("flask")).isEqualTo(3);
        index.forgetRequests();
    }

    @AfterEach
    void end() {
        learning.close();
        index.close();
    }

    @Test
    void aVersionThatIsGoneIsInNoStackAndOneThatIsBackIsInThemAgain() throws Exception {
        learning.rows("insert into stack (digest) values ('both'), ('other') returning id");
        learning.rows("insert into stack_member select s.id, d.id from stack s, distribution d"
                + " where s.digest = 'both' and d.filename like 'werkzeug-1.0%' or s.digest = 'other'"
                + " and d.filename like 'werkzeug-2.0%' returning 1");
        index.remove("werkzeug", "1.0");

        assertThat(look(ScheduledLook.Depth.EVERYTHING))
                .containsExactly(new PageDifference.Gone("werkzeug", index.url(), "1.0"));
        learning.settle();
        assertThat(learning.post.sent()).containsExactly("MissingVersion werkzeug");
        assertThat(members("flask")).doesNotContain("werkzeug==1.0").contains("werkzeug==2.0");
        assertThat(count("flask")).isEqualTo(1);
        assertThat(learning.rows("select digest from stack where impossible_since is not null"))
                .containsExactly("both");
        assertThat(learning.dataset.facts().of("werkzeug").get(0).flags())
                .singleElement()
                .satisfies(flag -> assertThat(flag.reason()).isEqualTo("its index lists it no longer"));

        assertThat(look(ScheduledLook.Depth.EVERYTHING)).isEmpty();

        index.add(Release.wheel("werkzeug", "1.0"));
        look(ScheduledLook.Depth.EVERYTHING);
        learning.settle();
        assertThat(count("flask")).isEqualTo(3);
        assertThat(learning.rows("select digest from stack where impossible_since is not null"))
                .isEmpty();
        assertThat(learning.dataset.facts().of("werkzeug").get(0).flags()).isEmpty();
    }

    @Test
    void aReleaseGrowsTheNextCountByWhatItMakesPossible() throws Exception {
        index.add(Release.wheel("werkzeug", "3.0"), Release.wheel("unrelated", "1.0"));

        assertThat(look(ScheduledLook.Depth.CHANGES))
                .containsExactly(new PageDifference.Released("werkzeug", index.url(), "3.0"));
        learning.settle();

        assertThat(learning.solves()).containsExactly("werkzeug==3.0 solved");
        index.forgetRequests();
        assertThat(count("flask")).isEqualTo(4);
        assertThat(index.requests()).isEmpty();
        assertThat(look(ScheduledLook.Depth.CHANGES)).isEmpty();
    }

    @Test
    void aPackageThatIsGoneIsInNoStack() throws Exception {
        index.remove("werkzeug", "1.0").remove("werkzeug", "2.0");
        index.fail("/simple/werkzeug/", 404, 1);

        assertThat(look(ScheduledLook.Depth.EVERYTHING))
                .containsExactly(new PageDifference.PackageGone("werkzeug", index.url()));
        learning.settle();

        assertThat(learning.post.sent()).containsExactly("MissingPackage werkzeug");
        assertThat(learning.rows("select version from package_version where missing order by 1"))
                .containsExactly("1.0", "2.0");
        assertThat(count("flask")).isZero();
    }

    @Test
    void filesThatAreOthersAreReadAgain() throws Exception {
        index.remove("flask", "2.0");
        index.add(Release.wheel("flask", "2.0").requires("werkzeug>=2"));

        assertThat(look(ScheduledLook.Depth.EVERYTHING))
                .singleElement()
                .isInstanceOfSatisfying(PageDifference.FilesChanged.class, changed -> {
                    assertThat(changed.gone()).hasSize(1);
                    assertThat(changed.added()).hasSize(1);
                });
        learning.settle();

        assertThat(learning.post.sent()).containsExactly("HashMismatch flask", "SolvedPackage flask");
        assertThat(count("flask")).isEqualTo(2);
    }

    @Test
    void aPageThatCannotBeHadLeavesEverythingAsItWas() throws Exception {
        index.fail("/simple/werkzeug/", 503, 100);
        ScheduledLook.Seen seen = scheduled(ScheduledLook.Depth.EVERYTHING).look((done, all) -> {});

        assertThat(seen.pages()).isEqualTo(1);
        assertThat(seen.differences()).isEmpty();
        assertThat(seen.unanswered()).singleElement().asString().contains("503");
        assertThat(count("flask")).isEqualTo(3);
    }

    private List<PageDifference> look(ScheduledLook.Depth depth) throws Exception {
        learning.later(Duration.ofSeconds(1));
        ScheduledLook.Seen seen = scheduled(depth).look((done, all) -> {});
        assertThat(seen.unanswered()).isEmpty();
        return seen.differences();
    }

    private ScheduledLook scheduled(ScheduledLook.Depth depth) throws Exception {
        return new ScheduledLook(
                learning.dataset,
                new Inquiry(new PackageIndexes(configuration(), home), learning.clock),
                configuration().indexes(),
                depth);
    }

    private IndexConfiguration configuration() throws Exception {
        return IndexConfiguration.of(
                Optional.of(index.url()), List.of(), home, Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_RETRIES", "0"));
    }

    private Encoding space(String... requirements) throws Exception {
        Clock clock = learning.clock;
        return Encoder.encode(new Learner(
                        learning.dataset.knowledge(), new PackageIndexes(configuration(), home), clock)
                .learn(
                        new SpaceRequest(
                                Arrays.stream(requirements)
                                        .map(Requirement::parse)
                                        .toList(),
                                SolveEnvironment.of(learning.python311).environment(),
                                Optional.empty(),
                                false,
                                SourcePolicy.NEVER,
                                Map.of(),
                                History.ALL,
                                List.of(index.url())),
                        LearningProgress.SILENT));
    }

    private int count(String... requirements) throws Exception {
        BigInteger count = StackSpace.compile(space(requirements).graph()).count();
        return count.intValueExact();
    }

    private List<String> members(String... requirements) throws Exception {
        return space(requirements).members().stream().map(Object::toString).toList();
    }
}
