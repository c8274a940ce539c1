package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.HashMismatch;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.PackageReleased;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.messages.WantedHints;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What each message leads to. */
@ExtendWith(PostgresExtension.class)
class InvestigationTest {
    private final MiniatureIndex index = MiniatureIndex.start();
    private Learning learning;

    @TempDir
    Path home;

    @BeforeEach
    void begin(DataSource database) throws Exception {
        learning = new Learning(database, index, home);
        index.add(
                Release.wheel("flask", "1.0").requires("werkzeug>=0.14"),
                Release.wheel("flask", "2.0").requires("werkzeug>=2.0"),
                Release.wheel("flask", "2.1rc1"));
    }

    @AfterEach
    void end() {
        learning.close();
        index.close();
    }

    @Test
    void allVersionsOfAPackageAreSolvedOnceAndEachIsTold() throws Exception {
        learning.post.receive(unresolved("Flask", null));
        learning.settle();

        assertThat(learning.solves()).containsExactly("flask==1.0 solved", "flask==2.0 solved", "flask==2.1rc1 solved");
        assertThat(learning.post.sent())
                .containsExactly("SolvedPackage flask", "SolvedPackage flask", "SolvedPackage flask");
        assertThat(learning.rows("select q.line from requirement q order by 1"))
                .containsExactly("werkzeug>=0.14", "werkzeug>=2.0");

        index.forgetRequests();
        for (int i = 0; i < 5; i++) {
            learning.post.receive(unresolved("flask", null));
            learning.post.receive(unresolved("flask", "2.0"));
        }
        learning.settle();

        assertThat(index.requests()).isEmpty();
        assertThat(learning.post.sent()).hasSize(3);
    }

    @Test
    void hintsAdmitFewerVersionsAndNoHintCanSendAnybodyAstray() throws Exception {
        learning.post.receive(hinted(new WantedHints(
                Optional.of(List.of(">=2", "==1.5")), Optional.empty(), Optional.empty(), Optional.empty())));
        learning.settle();
        assertThat(learning.solves()).containsExactly("flask==2.0 solved");

        learning.post.receive(
                hinted(new WantedHints(Optional.of(List.of()), Optional.empty(), Optional.empty(), Optional.empty())));
        learning.settle();
        assertThat(learning.solves()).hasSize(1);

        learning.post.receive(hinted(new WantedHints(
                Optional.of(List.of("no specifier at all")), Optional.empty(), Optional.empty(), Optional.empty())));
        learning.settle();
        assertThat(learning.solves()).hasSize(3);
    }

    @Test
    void aVersionIsSolvedForTheEnvironmentThatTheSolverNamesAndElseForAll() throws Exception {
        learning.environment("3.9.2");
        learning.post.receive(new UnresolvedPackage(
                "flask", Optional.of(index.url()), Optional.of("1.0"), Optional.of("solver-debian-12-py39")));
        learning.settle();
        assertThat(learning.rows("select e.python_version from solve s join environment e on e.id = s.environment_id"))
                .containsExactly("3.9.2");

        learning.post.receive(unresolved("flask", "1.0"));
        learning.settle();
        assertThat(learning.solves()).containsExactly("flask==1.0 solved", "flask==1.0 solved");
        assertThat(index.requests().stream().filter(request -> request.endsWith(".metadata")))
                .hasSize(1);

        assertThatThrownBy(() -> learning.post.receive(new UnresolvedPackage(
                        "flask", Optional.empty(), Optional.of("1.0"), Optional.of("solver-rhel-8-py38"))))
                .isInstanceOf(MessageException.class)
                .hasMessage("no environment is called 'solver-rhel-8-py38'; known here: solver-debian-12-py311,"
                        + " solver-debian-12-py39");
    }

    @Test
    void nobodyIsSentToAnIndexThatIsNotConfigured() {
        assertThatThrownBy(() -> learning.post.receive(new UnresolvedPackage(
                        "flask", Optional.of("http://elsewhere.invalid/simple"), Optional.empty(), Optional.empty())))
                .isInstanceOf(MessageException.class)
                .hasMessage("package index 'http://elsewhere.invalid/simple/' is neither configured nor known here;"
                        + " configured: " + index.url());
    }

    @Test
    void whatNoIndexHasBecomesADeadLetterOnce() throws Exception {
        learning.post.receive(unresolved("ghost", null));
        learning.settle();

        assertThat(learning.solves()).isEmpty();
        assertThat(learning.post.dead())
                .containsExactly(
                        "UnresolvedPackage ghost: no index has a package 'ghost'; " + index.url() + " was asked last");
        assertThatThrownBy(() -> learning.post.receive(unresolved("ghost", null)))
                .isInstanceOf(MessageException.class)
                .hasMessageStartingWith("no index has a package 'ghost'");
    }

    @Test
    void aVersionThatIsNotThereIsMissingAndAskedForAgainOnlyWhenThePageChanges() throws Exception {
        learning.post.receive(unresolved("flask", "9.9"));
        learning.settle();
        assertThat(learning.rows("select outcome, reason from solve"))
                .containsExactly("missing no version flask==9.9 on " + index.url());

        learning.post.receive(unresolved("flask", "9.9"));
        learning.settle();
        assertThat(learning.rows("select attempts from solve")).containsExactly("1");

        index.add(Release.wheel("flask", "9.9"));
        learning.post.receive(unresolved("flask", "9.9"));
        learning.settle();
        assertThat(learning.solves()).containsExactly("flask==9.9 solved");
    }

    @Test
    void whatCannotBeInstalledIsUnsolvableAndWhatCannotBeReadHasFailedEachForGood() throws Exception {
        index.add(
                Release.source("odd", "1.0"),
                Release.wheel("odd", "2.0").tag("cp311-cp311-win_amd64"),
                Release.wheel("odd", "3.0").requires("not a requirement !!"),
                Release.wheel("odd", "4.0").requiresPython("<3"));
        learning.post.receive(unresolved("odd", null));
        learning.settle();

        assertThat(learning.rows("select version, outcome from solve order by version"))
                .containsExactly("1.0 unsolvable", "2.0 unsolvable", "3.0 failed", "4.0 unsolvable");
        assertThat(learning.rows("select reason from solve where version = '4.0'"))
                .containsExactly("it requires Python <3");

        index.forgetRequests();
        learning.post.receive(unresolved("odd", null));
        learning.settle();
        assertThat(index.requests()).isEmpty();
        assertThat(learning.post.sent()).isEmpty();
    }

    @Test
    void anIndexThatIsAwayIsNobodysFailure() throws Exception {
        index.fail("/simple/flask/", 503, 2);
        index.fail("flask-1.0-py3", 503, 1);
        learning.post.receive(unresolved("flask", "1.0"));
        learning.settle();
        assertThat(learning.rows("select state, attempts, reason like '%503%' from page_look"))
                .containsExactly("planned 1 t");

        learning.later(Duration.ofSeconds(1));
        learning.settle();
        learning.later(Duration.ofSeconds(2));
        learning.settle();
        assertThat(learning.rows("select state from page_look")).containsExactly("ended");
        assertThat(learning.rows("select state, attempts, reason like '%503%' from solve"))
                .containsExactly("planned 1 t");

        learning.later(Duration.ofSeconds(1));
        learning.settle();
        assertThat(learning.solves()).containsExactly("flask==1.0 solved");
        assertThat(learning.post.sent()).containsExactly("SolvedPackage flask");
    }

    @Test
    void aReleaseIsSolvedForEveryEnvironmentThoughThePageIsNotAnHourOld() throws Exception {
        learning.environment("3.12.1");
        learning.post.receive(unresolved("flask", "1.0"));
        learning.settle();
        index.add(Release.wheel("flask", "3.0"));

        learning.post.receive(new PackageReleased("flask", "3.0", index.url()));
        learning.settle();

        assertThat(learning.solves())
                .containsExactly("flask==1.0 solved", "flask==1.0 solved", "flask==3.0 solved", "flask==3.0 solved");
    }

    @Test
    void aVersionThatIsSaidToBeMissingIsFlaggedUntilAPageListsItAgain() throws Exception {
        learning.post.receive(unresolved("flask", null));
        learning.settle();

        learning.post.receive(new MissingVersion("flask", "2.0", index.url()));
        learning.settle();
        assertThat(learning.rows("select version from package_version where missing"))
                .containsExactly("2.0");
        assertThat(learning.rows("select flag, value from version_flag")).containsExactly("missing t");

        index.add(Release.wheel("flask", "4.0"));
        learning.post.receive(new PackageReleased("flask", "4.0", index.url()));
        learning.settle();
        assertThat(learning.rows("select version from package_version where missing"))
                .isEmpty();
    }

    @Test
    void aFileThatIsAnotherIsReadAgainWhereverItWasSolved() throws Exception {
        learning.post.receive(unresolved("flask", "2.0"));
        learning.settle();
        index.remove("flask", "2.0");
        index.add(Release.wheel("flask", "2.0").requires("werkzeug>=3.0"));
        learning.later(Duration.ofMinutes(1));

        learning.post.receive(Envelope.first(
                new HashMismatch("flask", "2.0", index.url(), List.of("a".repeat(64)), List.of("b".repeat(64))), "c"));
        learning.later(Duration.ofDays(400));
        learning.post.receive(Envelope.first(
                new HashMismatch("flask", "2.0", index.url(), List.of("a".repeat(64)), List.of("b".repeat(64))), "c"));
        learning.settle();

        assertThat(learning.rows("select q.line from requirement q join distribution d using (core_metadata_id)"))
                .containsExactly("werkzeug>=3.0");
        assertThat(learning.solves()).containsExactly("flask==2.0 solved");
    }

    private UnresolvedPackage unresolved(String name, String version) {
        return new UnresolvedPackage(name, Optional.of(index.url()), Optional.ofNullable(version), Optional.empty());
    }

    private Envelope<UnresolvedPackage> hinted(WantedHints hints) {
        return Envelope.first(unresolved("flask", null), UUID.randomUUID().toString())
                .withHints(hints.asMap());
    }
}
