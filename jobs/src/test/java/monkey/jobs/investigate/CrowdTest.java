package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many messages that come at once lead to what they would lead to one by one. */
@ExtendWith(PostgresExtension.class)
class CrowdTest {
    private final MiniatureIndex index = MiniatureIndex.start();
    private Learning learning;

    @TempDir
    Path home;

    @BeforeEach
    void begin(DataSource database) throws Exception {
        learning = new Learning(database, index, home);
        index.add(Release.wheel("flask", "1.0"), Release.wheel("flask", "2.0"), Release.wheel("jinja2", "3.0"));
        learning.post.receive(unresolved("flask", null));
        learning.settle();
        index.forgetRequests();
    }

    @AfterEach
    void end() {
        learning.close();
        index.close();
    }

    @Test
    void whoAsksForWhatIsSolvedIsLeftOutAndTheOthersAreNot() throws Exception {
        List<Message> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(unresolved("Flask", "1.0"));
            crowd.add(unresolved("flask", "2.0"));
            crowd.add(unresolved("flask", "2.0.0"));
            crowd.add(unresolved("flask", null));
            crowd.add(unresolved("jinja2", "3.0"));
        }

        learning.post.receiveAll(enveloped(crowd));
        learning.settle();

        assertThat(learning.solves()).containsExactly("flask==1.0 solved", "flask==2.0 solved", "jinja2==3.0 solved");
        assertThat(learning.rows("select distinct attempts from solve")).containsExactly("1");
        assertThat(index.requests())
                .filteredOn(request -> request.contains("/simple/"))
                .hasSize(1);
        assertThat(learning.post.sent())
                .containsExactly("SolvedPackage flask", "SolvedPackage flask", "SolvedPackage jinja2");
    }

    @Test
    void whatIsSolvedForOneEnvironmentIsNotForAnother() throws Exception {
        learning.environment("3.12.1");

        learning.post.receiveAll(enveloped(List.of(
                unresolved("flask", "1.0"),
                new UnresolvedPackage(
                        "flask",
                        Optional.of(index.url()),
                        Optional.of("2.0"),
                        Optional.of("solver-debian-12-py311")))));
        learning.settle();

        assertThat(learning.solves()).containsExactly("flask==1.0 solved", "flask==1.0 solved", "flask==2.0 solved");
    }

    @Test
    void aPageThatIsNoLongerFreshIsAskedForAgain() throws Exception {
        learning.later(Duration.ofHours(2));

        learning.post.receiveAll(enveloped(List.of(unresolved("flask", "1.0"), unresolved("flask", "2.0"))));
        learning.settle();

        assertThat(index.requests()).containsExactly("GET /simple/flask/");
    }

    @Test
    void versionsAreFlaggedAsGoneHoweverTheyAreSpelledAndUnlessAPageHasListedThemSince() throws Exception {
        Envelope<Message> old = enveloped(List.of(gone("flask", "1.0"))).get(0);
        old = new Envelope<>(
                old.id(),
                "c",
                Optional.empty(),
                Learning.START.minusSeconds(60),
                old.hints(),
                old.message(),
                old.place());
        List<Envelope<Message>> crowd = new ArrayList<>(List.of(old));
        crowd.addAll(enveloped(List.of(gone("flask", "2.0"), gone("Flask", "2.0.0"), gone("flask", "2.0"))));
        crowd.addAll(enveloped(List.of(gone("flask", "7.7"), gone("ghost", "1.0"))));

        learning.post.receiveAll(crowd);

        assertThat(learning.rows("select version from package_version where missing"))
                .containsExactly("2.0");
        assertThat(learning.rows("select v.version, f.flag, f.value from version_flag f"
                        + " join package_version v on v.id = f.package_version_id"))
                .containsExactly("2.0 missing t");
    }

    private static List<Envelope<Message>> enveloped(List<Message> messages) {
        return messages.stream()
                .map(message -> Envelope.first(message, UUID.randomUUID().toString()))
                .toList();
    }

    private UnresolvedPackage unresolved(String name, String version) {
        return new UnresolvedPackage(name, Optional.of(index.url()), Optional.ofNullable(version), Optional.empty());
    }

    private MissingVersion gone(String name, String version) {
        return new MissingVersion(name, version, index.url());
    }
}
