package monkey.jobs.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.python.PreReleases;
import monkey.dataset.python.Requirement;
import monkey.jobs.learn.KnowledgeOf;
import monkey.jobs.reach.History;
import monkey.jobs.reach.Reach;
import monkey.jobs.reach.Reacher;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;
import monkey.jobs.testing.Environments;
import monkey.jobs.testing.Release;
import monkey.resolver.StackSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs hold exactly the stacks that the rules allow, whatever the packages say. */
class EncoderTest {

    private static final Instant BEFORE = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0rc1", "2.0", "3.0.dev1");
    private static final List<String> SPECIFIERS = List.of(
            "",
            "",
            "",
            ">=1.1",
            "<2",
            "==1.0",
            "==1.1",
            "==2.*",
            "!=1.1",
            ">=2.0rc1",
            "===2.0",
            "~=1.0",
            ">1.0,<3",
            "<=2.0rc1");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void generatedSpacesHaveTheStacksThatTryingEverythingFinds(int batch) {
        int spacesWithStacks = 0;
        for (int i = 0; i < 100; i++) {
            Random random = new Random(1000L * batch + i);
            List<Release> releases = releases(random);
            List<Requirement> root = root(random);
            boolean sources = random.nextInt(4) == 0;
            boolean preReleases = random.nextInt(4) == 0;
            SpaceRequest request = request(root, sources ? SourcePolicy.ALL : SourcePolicy.NEVER, preReleases);
            KnowledgeOf knowledge = new KnowledgeOf().and(KnowledgeOf.INDEX, releases);
            NAMES.stream()
                    .filter(name -> releases.stream()
                            .noneMatch(release -> release.name().equals(name)))
                    .forEach(name -> knowledge.absent(KnowledgeOf.INDEX, name));
            knowledge.absent(KnowledgeOf.INDEX, "ghost");

            Set<Set<String>> expected = new StackSpaceOracle(
                            releases,
                            root,
                            request.environment(),
                            BEFORE,
                            sources,
                            preReleases ? PreReleases.ALWAYS : PreReleases.NAMED)
                    .stacks();
            Encoding encoding = encode(request, knowledge.snapshot());

            assertThat(StackSpace.compile(encoding.graph()).count())
                    .as("space %d of batch %d: %s out of %s", i, batch, root, describe(releases))
                    .isEqualTo(expected.size());
            assertThat(stacks(encoding)).isEqualTo(expected);
            spacesWithStacks += expected.isEmpty() ? 0 : 1;
        }
        assertThat(spacesWithStacks).isGreaterThan(5);
    }

    @Test
    void extrasNeitherAppearInStacksNorChangeTheirNumber() {
        Encoding encoding = encode(
                "a[x]",
                Release.wheel("a", "1.0").extra("x", "b"),
                Release.wheel("a", "2.0").extra("y", "b"),
                Release.wheel("b", "1.0"),
                Release.wheel("b", "2.0"));

        assertThat(encoding.members())
                .extracting(Member::toString)
                .containsExactly("a==1.0", "a==2.0", "a[x]==1.0", "a[x]==2.0", "b==1.0", "b==2.0");
        assertThat(stacks(encoding))
                .isEqualTo(Set.of(Set.of("a==1.0", "b==1.0"), Set.of("a==1.0", "b==2.0"), Set.of("a==2.0")));
    }

    @Test
    void requirementsKeepTheOrderInWhichTheyAreWritten() {
        Encoding encoding = encode(
                "z\na",
                Release.wheel("z", "1.0").requires("c", "b"),
                Release.wheel("a", "1.0"),
                Release.wheel("b", "1.0"),
                Release.wheel("c", "1.0"));

        assertThat(member(encoding, encoding.graph().direct(0))).isEqualTo("z==1.0");
        assertThat(member(encoding, encoding.graph().direct(1))).isEqualTo("a==1.0");
        int z = encoding.graph().direct(0);
        int first = encoding.graph().firstTarget(z);
        assertThat(member(encoding, encoding.graph().target(first))).isEqualTo("c==1.0");
        assertThat(member(encoding, encoding.graph().target(first + 1))).isEqualTo("b==1.0");
    }

    @Test
    void aVersionOfWhichTwoRequirementsAreMetByNothingIsLeftOutOnceWithBoth() {
        Encoding encoding = encode(
                "a",
                Release.wheel("a", "1.0").requires("b>=9", "c>=9"),
                Release.wheel("a", "0.9"),
                Release.wheel("b", "1.0"),
                Release.wheel("c", "1.0"));

        assertThat(encoding.leftOut())
                .filteredOn(out -> out.reason().written().equals("broken_requirement"))
                .singleElement()
                .satisfies(out -> assertThat(out.detail()).contains("b>=9").contains("c>=9"));
    }

    @Test
    void aRequirementThatNothingMeetsIsToldWithItsLine() {
        Encoding encoding = encode(
                "a", Release.wheel("a", "1.0").requires("b>=9"), Release.wheel("a", "0.9"), Release.wheel("b", "1.0"));

        assertThat(stacks(encoding)).isEqualTo(Set.of(Set.of("a==0.9")));
        assertThat(encoding.broken()).singleElement().satisfies(broken -> {
            assertThat(member(encoding, broken.id())).isEqualTo("a==1.0");
            assertThat(broken.lines()).containsExactly("b>=9");
        });
        assertThat(encoding.leftOut()).anySatisfy(out -> {
            assertThat(out.version()).isEqualTo("1.0");
            assertThat(out.reason().written()).isEqualTo("broken_requirement");
            assertThat(out.detail()).contains("b>=9");
        });
    }

    @Test
    void whatTheRootAsksForAndNothingMeetsLeavesNoStackAndIsNamed() {
        Encoding encoding = encode("a>=2\nb", Release.wheel("a", "1.0"), Release.wheel("b", "1.0"));

        assertThat(StackSpace.compile(encoding.graph()).count()).isZero();
        assertThat(encoding.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.packageName()).isEqualTo("a");
            assertThat(broken.lines()).containsExactly("a>=2");
            assertThat(encoding.member(broken.id()).isPackageVersion()).isFalse();
        });
    }

    @Test
    void whyNothingMeetsARequirementIsSaidInWords() {
        Release[] releases = {
            Release.wheel("a", "1.0").requires("b>=2", "b<3"),
            Release.wheel("a", "1.1").requires("b>=5"),
            Release.wheel("a", "1.2").requires("ghost"),
            Release.wheel("a", "1.3").requires("c<9"),
            Release.wheel("a", "1.4").requires("b @ http://files.invalid/b.whl"),
            Release.wheel("b", "1.0"),
            Release.wheel("b", "2.0"),
            Release.wheel("c", "1.0").yanked(""),
            Release.wheel("c", "2.0rc1"),
            Release.source("c", "3.0"),
            Release.wheel("c", "4.0").requiresPython("<3")
        };
        KnowledgeOf knowledge =
                new KnowledgeOf().and(KnowledgeOf.INDEX, List.of(releases)).absent(KnowledgeOf.INDEX, "ghost");
        List<Requirement> root = List.of(Requirement.parse("a"), Requirement.parse("b<2"));
        Encoding encoding = encode(request(root, SourcePolicy.NEVER, false), knowledge.snapshot());

        assertThat(encoding.broken())
                .extracting(BrokenRequirement::why)
                .containsExactly(
                        "b>=2 and b<3, but the one version in that range is out: 1 ruled out by 'b<2'",
                        "b>=5, but no version is in that range (the newest that fits is 2.0)",
                        "ghost, but no index has ghost",
                        "c<9, but all 4 versions in that range are out: 1 only as source distribution,"
                                + " 1 for another Python, 1 yanked, 1 pre-release",
                        "b @ http://files.invalid/b.whl, but an address is met by no version of an index");
    }

    @Test
    void theLinesBehindEachPairCanBeLookedUp() {
        Encoding encoding = encode(
                "a>=1",
                Release.wheel("a", "1.0").requires("b>=1 ; python_version>'3'", "b<3"),
                Release.wheel("b", "1.0"));

        int a = encoding.graph().direct(0);
        assertThat(encoding.need(-1, "a").orElseThrow().lines())
                .extracting(line -> line.text())
                .containsExactly("a>=1");
        assertThat(encoding.need(a, "b").orElseThrow().lines())
                .extracting(line -> line.text())
                .containsExactly("b>=1 ; python_version>'3'", "b<3");
        assertThat(encoding.need(a, "c")).isEmpty();
    }

    private static List<Release> releases(Random random) {
        List<Release> releases = new ArrayList<>();
        int packages = 3 + random.nextInt(3);
        for (String name : NAMES.subList(0, packages)) {
            List<String> versions = new ArrayList<>(VERSIONS);
            Collections.shuffle(versions, random);
            for (String version : versions.subList(0, 1 + random.nextInt(4))) {
                releases.add(release(name, version, random));
                if (random.nextInt(6) == 0) {
                    // A second file that fits better, and may state something else.
                    releases.add(
                            decorate(Release.wheel(name, version).tag("cp311-cp311-manylinux_2_17_x86_64"), random));
                }
            }
        }
        return releases;
    }

    private static Release release(String name, String version, Random random) {
        boolean source = random.nextInt(8) == 0;
        Release release = source ? Release.source(name, version) : Release.wheel(name, version);
        return decorate(random.nextInt(15) == 0 ? release.tag("cp39-cp39-win_amd64") : release, random);
    }

    private static Release decorate(Release release, Random random) {
        if (random.nextInt(12) == 0) {
            release.yanked("");
        }
        if (random.nextInt(15) == 0) {
            release.requiresPython("<3.11.7");
        } else if (random.nextInt(8) == 0) {
            release.requiresPythonInMetadataOnly(random.nextBoolean() ? ">=3.11.7" : ">=3.12");
        }
        if (random.nextInt(15) == 0) {
            release.uploaded(random.nextBoolean() ? "2024-01-01T00:00:00Z" : null);
        }
        int lines = random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            release.requires(line(random) + marker(random));
        }
        if (random.nextInt(3) == 0) {
            release.extra("x", line(random));
        }
        return release;
    }

    private static String line(Random random) {
        if (random.nextInt(40) == 0) {
            return "b @ http://files.invalid/b.whl";
        }
        String name = random.nextInt(30) == 0 ? "ghost" : NAMES.get(random.nextInt(NAMES.size()));
        return name + (random.nextInt(4) == 0 ? "[x]" : "") + SPECIFIERS.get(random.nextInt(SPECIFIERS.size()));
    }

    private static String marker(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> " ; python_version < '3'";
            case 1 -> " ; python_full_version >= '3.11.7' and sys_platform == 'linux'";
            case 2 -> " ; extra == 'x'";
            case 3 -> " ; extra == 'x' or python_version < '3'";
            default -> "";
        };
    }

    private static List<Requirement> root(Random random) {
        List<Requirement> root = new ArrayList<>();
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            String name = NAMES.get(random.nextInt(3));
            String specifier = random.nextBoolean() ? "" : SPECIFIERS.get(random.nextInt(SPECIFIERS.size()));
            String marker = random.nextInt(8) == 0 ? " ; python_version < '3'" : "";
            root.add(Requirement.parse(name + (random.nextInt(4) == 0 ? "[x]" : "") + specifier + marker));
        }
        return root;
    }

    private static String describe(List<Release> releases) {
        StringBuilder text = new StringBuilder();
        for (Release release : releases) {
            text.append('\n')
                    .append(release.filename())
                    .append(release.yankedBecause().isPresent() ? " yanked " : " ");
            text.append(release.uploadTime().map(Object::toString).orElse("?")).append(' ');
            text.append(
                    new String(release.metadata()).replaceAll("(?s)\n\n.*", "").replaceAll("\n", " | "));
        }
        return text.toString();
    }

    private static Encoding encode(String root, Release... releases) {
        List<Requirement> requirements =
                Arrays.stream(root.split("\n")).map(Requirement::parse).toList();
        return encode(request(requirements, SourcePolicy.NEVER, false), KnowledgeOf.releases(releases));
    }

    private static Encoding encode(SpaceRequest request, KnowledgeSnapshot snapshot) {
        Reach reach = new Reacher(request).reach(snapshot, page -> true);
        assertThat(reach.isComplete()).isTrue();
        return Encoder.encode(reach);
    }

    private static SpaceRequest request(List<Requirement> root, SourcePolicy sources, boolean preReleases) {
        return new SpaceRequest(
                root,
                Environments.python311(),
                Optional.of(BEFORE),
                preReleases,
                sources,
                Map.of(),
                History.ALL,
                List.of(KnowledgeOf.INDEX));
    }

    private static Set<Set<String>> stacks(Encoding encoding) {
        Set<Set<String>> stacks = new HashSet<>();
        for (int[] ids : AllStacks.of(encoding.graph())) {
            Set<String> stack = new TreeSet<>();
            encoding.stack(ids).forEach(member -> stack.add(member.toString()));
            assertThat(stacks.add(stack)).as("a stack of packages comes once").isTrue();
        }
        return stacks;
    }

    private static String member(Encoding encoding, int id) {
        return encoding.member(id).toString();
    }
}
