package monkey.dataset.knowledge;

import static monkey.dataset.knowledge.Pages.ANY;
import static monkey.dataset.knowledge.Pages.INDEX;
import static monkey.dataset.knowledge.Pages.LINUX;
import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.knowledge.Pages.absent;
import static monkey.dataset.knowledge.Pages.learn;
import static monkey.dataset.knowledge.Pages.metadata;
import static monkey.dataset.knowledge.Pages.page;
import static monkey.dataset.knowledge.Pages.replaced;
import static monkey.dataset.knowledge.Pages.source;
import static monkey.dataset.knowledge.Pages.version;
import static monkey.dataset.knowledge.Pages.wheel;
import static monkey.dataset.knowledge.Pages.yanked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class IndexPagesTest {

    @Test
    void whatAPageSaysIsReadBackAsItWasRecorded(Dataset dataset) {
        DistributionFile wheel = yanked(wheel("flask", "1.0"), "tab\t, backslash \\ and\nnew line");
        DistributionFile source = source("flask", "1.0");

        dataset.knowledge().record(List.of(page("flask", wheel, source)));

        PackageVersion version = version(dataset, "flask", "1.0");
        assertEquals(
                List.of(wheel, source),
                version.distributions().stream().map(Distribution::file).toList());
        assertTrue(version.distributions().stream().allMatch(Distribution::unlearnt));
        assertEquals(INDEX, version.indexUrl());
    }

    @Test
    void anAbsentPageIsAFactOfItsOwn(Dataset dataset) {
        dataset.knowledge().record(List.of(absent("nothing-here"), page("flask")));

        Map<String, List<IndexPage>> pages =
                dataset.knowledge().pages(List.of("nothing-here", "flask", "never-asked-for"));

        assertEquals(
                Map.of(
                        "nothing-here", List.of(new IndexPage(INDEX, "nothing-here", false, null, NOON)),
                        "flask", List.of(new IndexPage(INDEX, "flask", true, "\"etag\"", NOON))),
                pages);
    }

    @Test
    void aFileThatVanishedIsMissingUntilItIsBack(Dataset dataset) {
        DistributionFile one = wheel("flask", "1.0");
        DistributionFile two = wheel("flask", "2.0");
        dataset.knowledge().record(List.of(page("flask", one, source("flask", "1.0"), two)));
        long id = version(dataset, "flask", "2.0").distributions().get(0).id();

        dataset.knowledge().record(List.of(page("flask", one)));
        assertEquals(1, version(dataset, "flask", "1.0").distributions().size());
        assertFalse(version(dataset, "flask", "1.0").missing());
        assertTrue(version(dataset, "flask", "2.0").missing());
        assertEquals(List.of(), version(dataset, "flask", "2.0").distributions());

        dataset.knowledge().record(List.of(page("flask", one, two)));
        assertFalse(version(dataset, "flask", "2.0").missing());
        assertEquals(id, version(dataset, "flask", "2.0").distributions().get(0).id());
    }

    @Test
    void whenThePageIsGoneAllItsFilesAreMissing(Dataset dataset) {
        dataset.knowledge()
                .record(List.of(page("flask", wheel("flask", "1.0")), page("jinja2", wheel("jinja2", "3.0"))));

        dataset.knowledge().record(List.of(absent("flask")));

        assertTrue(version(dataset, "flask", "1.0").missing());
        assertFalse(version(dataset, "jinja2", "3.0").missing());
    }

    @Test
    void aYankedFileKeepsWhatWasLearntAndMayComeBack(Dataset dataset) {
        DistributionFile file = wheel("flask", "1.0");
        dataset.knowledge().record(List.of(page("flask", file)));
        learn(dataset, "flask", "1.0", metadata());

        dataset.knowledge().record(List.of(page("flask", yanked(file, "broken"))));
        Distribution yanked = version(dataset, "flask", "1.0").distributions().get(0);
        assertEquals("broken", yanked.file().yankedReason());
        assertNotNull(yanked.metadata());

        dataset.knowledge().record(List.of(page("flask", file)));
        assertFalse(
                version(dataset, "flask", "1.0").distributions().get(0).file().yanked());
    }

    @Test
    void aFileWithAnotherHashIsAnotherFileAndHasToBeLearntAgain(Dataset dataset) {
        DistributionFile file = wheel("flask", "1.0");
        dataset.knowledge().record(List.of(page("flask", file)));
        learn(dataset, "flask", "1.0", metadata());

        dataset.knowledge().record(List.of(page("flask", replaced(file))));

        assertTrue(version(dataset, "flask", "1.0").distributions().get(0).unlearnt());
    }

    @Test
    void theSameVersionOnTwoIndexesIsTwoVersions(Dataset dataset) {
        String other = "https://other.example/simple/";
        dataset.knowledge()
                .record(List.of(page("flask", wheel("flask", "1.0")), page(other, "flask", wheel("flask", "1.0"))));

        dataset.knowledge().record(List.of(page(other, "flask")));

        KnownPackage flask =
                dataset.knowledge().packages(List.of("flask"), LINUX).get(0);
        assertEquals(
                Map.of(INDEX, false, other, true),
                flask.versions().stream()
                        .collect(java.util.stream.Collectors.toMap(PackageVersion::indexUrl, PackageVersion::missing)));
        assertEquals(2, flask.pages().size());
    }

    @Test
    void aFileListedTwiceIsOneFile(Dataset dataset) {
        DistributionFile file = wheel("flask", "1.0");

        dataset.knowledge().record(List.of(page("flask", file, file), page("flask", file, yanked(file, "last word"))));

        List<Distribution> distributions = version(dataset, "flask", "1.0").distributions();
        assertEquals(1, distributions.size());
        assertEquals("last word", distributions.get(0).file().yankedReason());
    }

    @Test
    void aConfirmedPageIsFreshAgainAndKeepsItsEtag(Dataset dataset) {
        dataset.knowledge().record(List.of(page("flask", wheel("flask", "1.0")), page("jinja2")));

        dataset.knowledge().confirm(INDEX, List.of("flask"), NOON.plusSeconds(60));

        Map<String, List<IndexPage>> pages = dataset.knowledge().pages(List.of("flask", "jinja2"));
        assertEquals(
                List.of(new IndexPage(INDEX, "flask", true, "\"etag\"", NOON.plusSeconds(60))), pages.get("flask"));
        assertEquals(NOON, pages.get("jinja2").get(0).fetchedAt());
        assertFalse(version(dataset, "flask", "1.0").missing());
    }

    @Test
    void wheelsThatCannotFitAreCountedButNotRead(Dataset dataset) {
        WheelTags windows = new WheelTags(List.of("cp311"), List.of("cp311"), List.of("win_amd64"));
        WheelTags linux = new WheelTags(List.of("cp311"), List.of("cp311"), List.of("linux_x86_64"));
        WheelTags python2 = new WheelTags(List.of("py2"), List.of("none"), List.of("any"));
        WheelTags both = new WheelTags(List.of("py2", "py3"), List.of("none"), List.of("any"));
        dataset.knowledge()
                .record(List.of(page(
                        "numpy",
                        wheel("numpy", "1.0", windows),
                        wheel("numpy", "1.0", linux),
                        wheel("numpy", "1.0", python2),
                        wheel("numpy", "1.0", both),
                        wheel("numpy", "1.0", ANY),
                        source("numpy", "1.0"),
                        wheel("numpy", "2.0", windows))));

        PackageVersion one = version(dataset, "numpy", "1.0");
        assertEquals(4, one.distributions().size());
        assertEquals(2, one.otherWheels());
        assertEquals(1, version(dataset, "numpy", "2.0").otherWheels());
        assertEquals(List.of(), version(dataset, "numpy", "2.0").distributions());
    }

    @Test
    void aPageOfTwentyThousandFilesIsOneCall(Dataset dataset) {
        List<DistributionFile> files = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            files.add(wheel(
                    "big", "1." + i / 20, new WheelTags(List.of("cp3" + i % 20), List.of("none"), List.of("any"))));
        }
        FetchedPage page = new FetchedPage(new IndexPage(INDEX, "big", true, null, NOON), files);

        dataset.knowledge().record(List.of(page));
        dataset.knowledge().record(List.of(page));

        List<PackageVersion> versions =
                dataset.knowledge().packages(List.of("big"), LINUX).get(0).versions();
        assertEquals(1_000, versions.size());
        assertEquals(
                1_000, versions.stream().mapToInt(v -> v.distributions().size()).sum());
        assertEquals(
                19_000, versions.stream().mapToInt(PackageVersion::otherWheels).sum());
    }

    @Test
    void severalMayRecordOverlappingPagesAtOnce(Dataset dataset) throws Exception {
        List<FetchedPage> pages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pages.add(page("p" + i, wheel("p" + i, "1.0"), wheel("p" + i, "2.0")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> recorded = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                List<FetchedPage> mine = new ArrayList<>(pages);
                Collections.shuffle(mine, new java.util.Random(i));
                recorded.add(threads.submit(() -> {
                    dataset.knowledge().record(mine);
                    learn(dataset, "p1", "1.0", metadata());
                }));
            }
            for (Future<?> done : recorded) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                60,
                dataset
                        .knowledge()
                        .packages(
                                pages.stream().map(p -> p.page().packageName()).toList(), LINUX)
                        .stream()
                        .mapToInt(known -> known.versions().size())
                        .sum());
    }
}
