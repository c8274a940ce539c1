package monkey.dataset.knowledge;

import static monkey.dataset.knowledge.Pages.LINUX;
import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.knowledge.Pages.learn;
import static monkey.dataset.knowledge.Pages.metadata;
import static monkey.dataset.knowledge.Pages.page;
import static monkey.dataset.knowledge.Pages.requirement;
import static monkey.dataset.knowledge.Pages.source;
import static monkey.dataset.knowledge.Pages.version;
import static monkey.dataset.knowledge.Pages.wheel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class LearntMetadataTest {
    private static final CoreMetadata RICH = new CoreMetadata(
            ">=3.8, <4",
            List.of("async", "dotenv"),
            List.of(
                    new StatedRequirement(
                            "Jinja2[i18n]>=3.1 ; python_version >= \"3.8\" and extra == 'async'",
                            "jinja2",
                            List.of("i18n"),
                            ">=3.1",
                            null,
                            "python_version >= \"3.8\" and extra == 'async'",
                            List.of("async")),
                    new StatedRequirement(
                            "odd @ https://files.example/odd.whl",
                            "odd",
                            List.of(),
                            "",
                            "https://files.example/odd.whl",
                            null,
                            List.of())));

    @Test
    void metadataIsReadBackAsItWasLearntAndSharedByAllThatStateTheSame(Dataset dataset) {
        dataset.knowledge().record(List.of(page("flask", wheel("flask", "1.0"), source("flask", "1.0"))));

        learn(dataset, "flask", "1.0", RICH);

        List<Distribution> distributions = version(dataset, "flask", "1.0").distributions();
        assertEquals(RICH, distributions.get(0).metadata());
        assertSame(distributions.get(0).metadata(), distributions.get(1).metadata());
    }

    @Test
    void aProblemIsKeptInWordsUntilTheMetadataIsLearnt(Dataset dataset) {
        dataset.knowledge().record(List.of(page("flask", wheel("flask", "1.0"))));
        long id = version(dataset, "flask", "1.0").distributions().get(0).id();

        dataset.knowledge().recordMetadata(List.of(LearntMetadata.problem(id, "not a zip file\0", NOON)));
        Distribution broken = version(dataset, "flask", "1.0").distributions().get(0);
        assertEquals("not a zip file\uFFFD", broken.problem());
        assertFalse(broken.unlearnt());

        dataset.knowledge().recordMetadata(List.of(LearntMetadata.of(id, RICH, NOON)));
        Distribution learnt = version(dataset, "flask", "1.0").distributions().get(0);
        assertNull(learnt.problem());
        assertEquals(RICH, learnt.metadata());
    }

    @Test
    void ofSeveralResultsForOneDistributionTheLastHolds(Dataset dataset) {
        dataset.knowledge().record(List.of(page("flask", wheel("flask", "1.0"))));
        long id = version(dataset, "flask", "1.0").distributions().get(0).id();

        dataset.knowledge()
                .recordMetadata(List.of(
                        LearntMetadata.of(id, metadata(), NOON),
                        LearntMetadata.problem(id, "gone", NOON),
                        LearntMetadata.of(id, RICH, NOON)));

        assertEquals(
                RICH, version(dataset, "flask", "1.0").distributions().get(0).metadata());
    }

    @Test
    void metadataThatDifferInAnyFieldHaveDifferentDigests() {
        CoreMetadata base = metadata(requirement("a", "x", "g"));
        List<CoreMetadata> others = List.of(
                new CoreMetadata(null, List.of(), base.requirements()),
                new CoreMetadata("", List.of(), base.requirements()),
                new CoreMetadata(">=3.8", List.of("g"), base.requirements()),
                metadata(requirement("a", "x", null)),
                metadata(requirement("a", null, "g")),
                metadata(requirement("b", "x", "g")),
                metadata(requirement("a", "x", "g"), requirement("a", "x", "g")),
                metadata());

        assertEquals(
                others.size() + 1,
                java.util.stream.Stream.concat(java.util.stream.Stream.of(base), others.stream())
                        .map(CoreMetadata::digest)
                        .distinct()
                        .count());
    }

    @Test
    void aSnapshotTakesInWhatIsLearntWithoutReadingAgain(Dataset dataset) {
        dataset.knowledge()
                .record(List.of(page("flask", wheel("flask", "1.0")), page("jinja2", wheel("jinja2", "3.0"))));
        List<RequiredPackage> roots = List.of(new RequiredPackage("flask", List.of()));
        KnowledgeSnapshot before = dataset.knowledge().closure(roots, LINUX);
        long flask =
                before.get("flask").versions().get(0).distributions().get(0).id();
        List<LearntMetadata> learnt = List.of(LearntMetadata.of(flask, metadata(requirement("jinja2")), NOON));

        dataset.knowledge().recordMetadata(learnt);
        KnowledgeSnapshot after = before.learnt(learnt).with(dataset.knowledge().packages(List.of("jinja2"), LINUX));

        assertEquals(java.util.Set.of("flask"), before.packages().keySet());
        assertEquals(dataset.knowledge().closure(roots, LINUX).packages(), after.packages());
        assertEquals(java.util.Set.of("flask", "jinja2"), before.learnt(learnt).mentionedPackages());
    }
}
