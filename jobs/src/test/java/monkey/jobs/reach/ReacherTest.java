package monkey.jobs.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;
import monkey.jobs.learn.KnowledgeOf;
import monkey.jobs.testing.Environments;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.Test;

/** The rules by which versions are candidates and requirements admit them, one by one. */
class ReacherTest {

    private static final String SECOND = "http://second.invalid/simple/";

    @Test
    void onlyVersionsThatSomeRequirementAdmitsAreReached() {
        Reach reach = reach(
                "a>=1.5",
                Release.wheel("a", "1.0").requires("c"),
                Release.wheel("a", "1.5").requires("b<2"),
                Release.wheel("a", "2.0").requires("b>=3"),
                Release.wheel("b", "1.0"),
                Release.wheel("b", "2.0").requires("d"),
                Release.wheel("b", "3.0"));

        assertThat(versions(reach)).isEqualTo(Map.of("a", List.of("1.5", "2.0"), "b", List.of("1.0", "3.0")));
        assertThat(leftOut(reach)).isEmpty();
    }

    @Test
    void theRootsOwnRequirementsOnAPackageHoldForEverybody() {
        Reach reach = reach(
                "a\nb<2\nb!=1.1",
                Release.wheel("a", "1.0").requires("b>=1"),
                Release.wheel("b", "1.0"),
                Release.wheel("b", "1.1"),
                Release.wheel("b", "2.0"));

        assertThat(versions(reach)).containsEntry("b", List.of("1.0"));
    }

    @Test
    void aPreReleaseNeedsASpecifierThatNamesOne() {
        Release[] releases = {Release.wheel("a", "1.0"), Release.wheel("a", "2.0rc1"), Release.wheel("a", "3.0.dev1")};

        assertThat(versions(reach("a", releases))).containsEntry("a", List.of("1.0"));
        assertThat(leftOut(reach("a", releases))).containsExactly("a 2.0rc1 pre_release", "a 3.0.dev1 pre_release");
        assertThat(versions(reach("a>=2.0rc1", releases))).containsEntry("a", List.of("2.0rc1", "3.0.dev1"));
        assertThat(versions(reach("a<3\na>=2.0rc1", releases))).containsEntry("a", List.of());
        assertThat(versions(reach("a", request -> with(request, true, request.history(), Map.of()), releases)))
                .containsEntry("a", List.of("1.0", "2.0rc1", "3.0.dev1"));
    }

    @Test
    void aYankedVersionNeedsToBePinned() {
        Release[] releases = {
            Release.wheel("a", "1.0"), Release.wheel("a", "1.1").yanked("leaks")
        };

        assertThat(versions(reach("a", releases))).containsEntry("a", List.of("1.0"));
        assertThat(reach("a", releases).leftOut()).containsExactly(new LeftOut("a", "1.1", Reason.YANKED, "leaks"));
        assertThat(versions(reach("a==1.1", releases))).containsEntry("a", List.of("1.1"));
        assertThat(versions(reach("a===1.1", releases))).containsEntry("a", List.of("1.1"));
        assertThat(versions(reach("a==1.1.*", releases))).containsEntry("a", List.of());
    }

    @Test
    void aVersionIsYankedOnlyIfAllItsFilesAre() {
        Reach reach = reach(
                "a",
                Release.wheel("a", "1.0")
                        .tag("cp311-cp311-manylinux_2_17_x86_64")
                        .yanked("")
                        .requires("b"),
                Release.wheel("a", "1.0").requires("c"),
                Release.wheel("c", "1.0"));

        assertThat(versions(reach)).isEqualTo(Map.of("a", List.of("1.0"), "c", List.of("1.0")));
    }

    @Test
    void theRequirementsAreThoseOfTheWheelThatFitsBest() {
        Reach reach = reach(
                "a",
                Release.wheel("a", "1.0").requires("b"),
                Release.wheel("a", "1.0")
                        .tag("cp311-cp311-manylinux_2_17_x86_64")
                        .requires("c"),
                Release.wheel("a", "1.0")
                        .tag("cp311-cp311-manylinux_2_17_x86_64")
                        .build("2")
                        .requires("d"),
                Release.wheel("a", "1.0")
                        .tag("cp312-cp312-manylinux_2_17_x86_64")
                        .requires("e"));

        assertThat(versions(reach).keySet()).containsExactlyInAnyOrder("a", "d");
    }

    @Test
    void aWheelWhoseMetadataTakesNoSuchPythonGivesWayToTheNext() {
        Reach reach = reach(
                "a",
                Release.wheel("a", "1.0").requires("b").requiresPythonInMetadataOnly(">=3"),
                Release.wheel("a", "1.0")
                        .tag("cp311-cp311-manylinux_2_17_x86_64")
                        .requiresPythonInMetadataOnly(">=3.12"),
                Release.wheel("a", "1.1").requiresPython(">=3.11.8"));

        assertThat(versions(reach)).containsEntry("a", List.of("1.0")).containsKey("b");
        assertThat(leftOut(reach)).containsExactly("a 1.1 requires_python");
    }

    @Test
    void filesCountFromTheMomentTheyWereUploaded() {
        Release[] releases = {
            Release.wheel("a", "1.0").uploaded("2024-05-31T23:59:59.999Z"),
            Release.wheel("a", "1.1").uploaded("2024-06-01T00:00:00Z"),
            Release.wheel("a", "1.2").uploaded(null),
            Release.source("a", "1.3").uploaded("2024-01-01T00:00:00Z"),
            Release.wheel("a", "1.3").uploaded("2025-01-01T00:00:00Z")
        };
        Reach reach = reach("a", request -> before(request, "2024-06-01T00:00:00Z"), releases);

        assertThat(versions(reach)).containsEntry("a", List.of("1.0"));
        assertThat(leftOut(reach)).containsExactly("a 1.1 uploaded_later", "a 1.2 uploaded_later", "a 1.3 source_only");
        assertThat(reach.leftOut().get(1).detail()).contains("does not say");
    }

    @Test
    void aSourceDistributionStandsInOnlyWhereItMay() {
        Release[] releases = {
            Release.source("a", "1.0").requires("b"),
            Release.source("b", "1.0"),
            Release.wheel("b", "1.1").tag("cp39-cp39-win_amd64")
        };

        assertThat(leftOut(reach("a", releases))).containsExactly("a 1.0 source_only");
        Reach named = reach("a", request -> sources(request, new SourcePolicy.Named(Set.of("a"))), releases);
        assertThat(versions(named)).containsEntry("a", List.of("1.0"));
        assertThat(leftOut(named)).containsExactly("b 1.0 source_only", "b 1.1 no_compatible_wheel");
        assertThat(versions(reach("a", request -> sources(request, SourcePolicy.ALL), releases)))
                .isEqualTo(Map.of("a", List.of("1.0"), "b", List.of("1.0")));
    }

    @Test
    void markersAreHeldAgainstTheTargetWithEachExtraThatIsAskedFor() {
        Release[] releases = {
            Release.wheel("a", "1.0")
                    .requires("b ; python_version < '3.11'", "c ; python_full_version == '3.11.7'")
                    .extra("X_y", "d")
                    .extra("z", "e"),
            Release.wheel("c", "1.0")
        };

        assertThat(versions(reach("a", releases)).keySet()).containsExactlyInAnyOrder("a", "c");
        assertThat(versions(reach("a[x.Y]", releases)).keySet()).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(versions(reach("a[x-y,z]\na[unknown]", releases)).keySet())
                .containsExactlyInAnyOrder("a", "c", "d", "e");
        assertThat(versions(reach("a ; python_version < '3'\nc", releases)).keySet())
                .containsExactly("c");
    }

    @Test
    void anExtraMadeOfOthersOfTheSamePackageStaysAtItsVersion() {
        Reach reach = reach(
                "a[all]==2.0rc1",
                Release.wheel("a", "1.0").extra("x", "b"),
                Release.wheel("a", "2.0rc1").extra("x", "c").extra("all", "a[x]"));

        assertThat(versions(reach))
                .containsEntry("a", List.of("2.0rc1"))
                .containsKey("c")
                .doesNotContainKey("b");
    }

    @Test
    void limitsTakeAwayAndNeverAdmit() {
        Release[] releases = {
            Release.wheel("a", "1.0").requires("b"), Release.wheel("b", "1.0"),
            Release.wheel("b", "2.0"), Release.wheel("b", "3.0rc1")
        };
        Reach reach = reach(
                "a",
                request -> with(
                        request,
                        false,
                        History.ALL,
                        Map.of("b", SpecifierSet.parse("!=1.0,>=0,<=3.0rc1"), "nobody", SpecifierSet.parse("<1"))),
                releases);

        assertThat(versions(reach)).isEqualTo(Map.of("a", List.of("1.0"), "b", List.of("2.0")));
        assertThat(leftOut(reach)).containsExactly("b 1.0 limited", "b 3.0rc1 pre_release");
    }

    @Test
    void historyIsCutBehindWhatCounts() {
        List<Release> releases = new ArrayList<>();
        for (String version : List.of("1.0", "1.1.0", "1.1.1", "1.2", "2.0", "2.0.1", "2.1rc1")) {
            releases.add(Release.wheel("a", version));
        }
        releases.add(Release.wheel("a", "2.0.2").yanked(""));
        releases.add(Release.wheel("a", "2.0.3").requiresPython(">=3.12"));
        Release[] all = releases.toArray(Release[]::new);

        assertThat(versions(reach("a", history(2, false), all))).containsEntry("a", List.of("2.0", "2.0.1"));
        assertThat(versions(reach("a", history(0, true), all)))
                .containsEntry("a", List.of("1.0", "1.1.1", "1.2", "2.0.1"));
        assertThat(versions(reach("a", history(3, true), all))).containsEntry("a", List.of("1.1.1", "1.2", "2.0.1"));
        assertThat(versions(reach("a<2", history(1, false), all)))
                .as("of a package that the root asks for, what it asks for counts")
                .containsEntry("a", List.of("1.2"));
        assertThat(leftOut(reach("a<2", history(1, false), all)))
                .containsExactly("a 1.0 limited", "a 1.1.0 limited", "a 1.1.1 limited");
    }

    @Test
    void ofTwoIndexesWithTheSameVersionTheFirstCounts() {
        KnowledgeSnapshot snapshot = new KnowledgeOf()
                .and(
                        SECOND,
                        List.of(
                                Release.wheel("a", "1.0.0").requires("c"),
                                Release.wheel("a", "1.1").requires("d")))
                .and(
                        KnowledgeOf.INDEX,
                        List.of(
                                Release.wheel("a", "1.0").requires("b"),
                                Release.source("a", "1.1"),
                                Release.wheel("a", "0.9")))
                .snapshot();
        SpaceRequest request = request("a");
        SpaceRequest both = new SpaceRequest(
                request.requirements(),
                request.environment(),
                request.before(),
                false,
                request.sources(),
                Map.of(),
                History.ALL,
                List.of(KnowledgeOf.INDEX, SECOND));
        Reach reach = new Reacher(both).reach(snapshot, page -> true);

        assertThat(versions(reach))
                .containsEntry("a", List.of("0.9", "1.0", "1.1"))
                .containsKeys("b", "d");
        assertThat(versions(reach)).doesNotContainKey("c");
        assertThat(reach.packages().get("a").index(1)).isEqualTo(KnowledgeOf.INDEX);
        assertThat(reach.packages().get("a").index(2)).isEqualTo(SECOND);
    }

    @Test
    void whatIsUnknownIsSaidAndReachedNoFurther() {
        KnowledgeSnapshot snapshot =
                KnowledgeOf.releases(Release.wheel("a", "1.0").requires("b"));
        Reach reach = new Reacher(request("a\nc")).reach(snapshot, page -> true);

        assertThat(reach.isComplete()).isFalse();
        assertThat(reach.unknownPages())
                .containsExactlyInAnyOrder(
                        new Reach.UnknownPage("c", KnowledgeOf.INDEX), new Reach.UnknownPage("b", KnowledgeOf.INDEX));
        Reach stale = new Reacher(request("a")).reach(snapshot, (IndexPage page) -> false);
        assertThat(stale.unknownPages()).contains(new Reach.UnknownPage("a", KnowledgeOf.INDEX));
        assertThat(versions(stale)).containsKey("b");
    }

    private static UnaryOperator<SpaceRequest> history(int newest, boolean onePerMinor) {
        History history = new History(newest == 0 ? OptionalInt.empty() : OptionalInt.of(newest), onePerMinor);
        return request -> with(request, false, history, Map.of());
    }

    private static SpaceRequest with(
            SpaceRequest request, boolean preReleases, History history, Map<String, SpecifierSet> limits) {
        return new SpaceRequest(
                request.requirements(),
                request.environment(),
                request.before(),
                preReleases,
                request.sources(),
                limits,
                history,
                request.indexes());
    }

    private static SpaceRequest before(SpaceRequest request, String time) {
        return new SpaceRequest(
                request.requirements(),
                request.environment(),
                Optional.of(Instant.parse(time)),
                false,
                request.sources(),
                Map.of(),
                History.ALL,
                request.indexes());
    }

    private static SpaceRequest sources(SpaceRequest request, SourcePolicy sources) {
        return new SpaceRequest(
                request.requirements(),
                request.environment(),
                request.before(),
                false,
                sources,
                Map.of(),
                History.ALL,
                request.indexes());
    }

    private static SpaceRequest request(String root) {
        return new SpaceRequest(
                Arrays.stream(root.split("\n")).map(Requirement::parse).toList(),
                Environments.python311(),
                Optional.empty(),
                false,
                SourcePolicy.NEVER,
                Map.of(),
                History.ALL,
                List.of(KnowledgeOf.INDEX));
    }

    private static Reach reach(String root, Release... releases) {
        return reach(root, request -> request, releases);
    }

    private static Reach reach(String root, UnaryOperator<SpaceRequest> changes, Release... releases) {
        return new Reacher(changes.apply(request(root))).reach(KnowledgeOf.releases(releases), page -> true);
    }

    private static Map<String, List<String>> versions(Reach reach) {
        Map<String, List<String>> versions = new TreeMap<>();
        reach.packages()
                .forEach((name, reached) -> versions.put(
                        name,
                        reached.usable().stream().mapToObj(reached::spelling).toList()));
        return versions;
    }

    private static List<String> leftOut(Reach reach) {
        return reach.leftOut().stream()
                .map(out -> out.packageName() + " " + out.version() + " "
                        + out.reason().written())
                .toList();
    }
}
