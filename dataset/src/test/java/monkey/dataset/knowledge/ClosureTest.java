package monkey.dataset.knowledge;

import static monkey.dataset.knowledge.Pages.LINUX;
import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.knowledge.Pages.learn;
import static monkey.dataset.knowledge.Pages.metadata;
import static monkey.dataset.knowledge.Pages.page;
import static monkey.dataset.knowledge.Pages.requirement;
import static monkey.dataset.knowledge.Pages.version;
import static monkey.dataset.knowledge.Pages.wheel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ClosureTest {

    @Test
    void everythingRequiredByAnyVersionIsReachedThroughCyclesToo(Dataset dataset) {
        record(dataset, "root", "1.0", requirement("old"));
        record(dataset, "root", "2.0", requirement("young"));
        record(dataset, "old", "1.0", requirement("root"), requirement("nobody-asked-for"));
        record(dataset, "young", "1.0");
        record(dataset, "unrelated", "1.0", requirement("root"));

        KnowledgeSnapshot closure = closure(dataset, "root");

        assertEquals(
                Set.of("root", "old", "young", "nobody-asked-for"),
                closure.packages().keySet());
        assertEquals(2, closure.get("root").versions().size());
        assertTrue(closure.get("nobody-asked-for").pages().isEmpty());
        assertTrue(closure.get("nobody-asked-for").versions().isEmpty());
    }

    @Test
    void whatAnExtraGatesIsReachedOnlyWhenThatExtraIsAskedFor(Dataset dataset) {
        record(dataset, "root", "1.0", requirement("always"), requirement("extra-only", null, "async"));
        record(dataset, "user", "1.0", requirement("root", "async", null));

        assertEquals(
                Set.of("root", "always"), closure(dataset, "root").packages().keySet());
        assertEquals(
                Set.of("root", "always", "extra-only"),
                closure(dataset, "root", "async").packages().keySet());
        assertEquals(
                Set.of("root", "always"),
                closure(dataset, "root", "other").packages().keySet());
        assertEquals(
                Set.of("user", "root", "always", "extra-only"),
                closure(dataset, "user").packages().keySet());
    }

    @Test
    void filesThatAreMissingOrCannotFitLeadNowhere(Dataset dataset) {
        WheelTags windows = new WheelTags(List.of("cp311"), List.of("cp311"), List.of("win_amd64"));
        dataset.knowledge()
                .record(List.of(
                        page("root", wheel("root", "1.0"), wheel("root", "2.0", windows), wheel("root", "3.0"))));
        learn(dataset, "root", "3.0", metadata(requirement("vanished")));
        long onWindows = dataset.knowledge().packages(List.of("root"), windows).get(0).versions().stream()
                .flatMap(v -> v.distributions().stream())
                .findFirst()
                .orElseThrow()
                .id();
        dataset.knowledge()
                .recordMetadata(List.of(LearntMetadata.of(onWindows, metadata(requirement("pywin32")), NOON)));

        dataset.knowledge().record(List.of(page("root", wheel("root", "1.0"), wheel("root", "2.0", windows))));

        assertEquals(Set.of("root"), closure(dataset, "root").packages().keySet());
        assertEquals(
                Set.of("root", "pywin32"),
                dataset.knowledge()
                        .closure(List.of(new RequiredPackage("root", List.of())), windows)
                        .packages()
                        .keySet());
    }

    @Test
    void aRootNobodyKnowsIsInItsOwnClosure(Dataset dataset) {
        KnowledgeSnapshot closure = closure(dataset, "unheard-of");

        assertEquals(Set.of("unheard-of"), closure.packages().keySet());
        assertTrue(dataset.knowledge().closure(List.of(), LINUX).packages().isEmpty());
        assertNull(closure.packages().get("another"));
    }

    @Test
    void onRandomKnowledgeTheClosureIsThatOfAPlainWalk(Dataset dataset) {
        Random random = new Random(20261122);
        List<String> extras = List.of("x", "y", "z");
        for (int round = 0; round < 25; round++) {
            String prefix = "r" + round + "-";
            int size = 3 + random.nextInt(10);
            Map<String, List<StatedRequirement>> stated = new HashMap<>();
            List<FetchedPage> pages = new ArrayList<>();
            for (int p = 0; p < size; p++) {
                pages.add(page(prefix + p, wheel(prefix + p, "1.0"), wheel(prefix + p, "2.0")));
            }
            dataset.knowledge().record(pages);
            List<LearntMetadata> learnt = new ArrayList<>();
            for (KnownPackage known : dataset.knowledge()
                    .packages(pages.stream().map(p -> p.page().packageName()).toList(), LINUX)) {
                for (PackageVersion version : known.versions()) {
                    List<StatedRequirement> requirements = new ArrayList<>();
                    for (int r = random.nextInt(3); r > 0; r--) {
                        requirements.add(requirement(
                                prefix + random.nextInt(size + 1),
                                random.nextBoolean() ? null : extras.get(random.nextInt(3)),
                                random.nextBoolean() ? null : extras.get(random.nextInt(3))));
                    }
                    learnt.add(LearntMetadata.of(
                            version.distributions().get(0).id(),
                            metadata(requirements.toArray(StatedRequirement[]::new)),
                            NOON));
                    stated.computeIfAbsent(known.name(), name -> new ArrayList<>())
                            .addAll(requirements);
                }
            }
            dataset.knowledge().recordMetadata(learnt);
            RequiredPackage root =
                    new RequiredPackage(prefix + "0", random.nextBoolean() ? List.of() : List.of("x", "z"));

            assertEquals(
                    walk(root, stated),
                    dataset.knowledge().closure(List.of(root), LINUX).packages().keySet());
        }
    }

    private static Set<String> walk(RequiredPackage root, Map<String, List<StatedRequirement>> stated) {
        record Node(String packageName, String extra) {}
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.add(new Node(root.packageName(), null));
        root.extras().forEach(extra -> open.add(new Node(root.packageName(), extra)));
        while (!open.isEmpty()) {
            Node node = open.poll();
            if (!seen.add(node)) {
                continue;
            }
            for (StatedRequirement r : stated.getOrDefault(node.packageName(), List.of())) {
                if (node.extra() == null ? r.gates().isEmpty() : r.gates().contains(node.extra())) {
                    open.add(new Node(r.packageName(), null));
                    r.extras().forEach(extra -> open.add(new Node(r.packageName(), extra)));
                }
            }
        }
        Set<String> names = new TreeSet<>();
        seen.forEach(node -> names.add(node.packageName()));
        return names;
    }

    private static void record(Dataset dataset, String packageName, String version, StatedRequirement... requirements) {
        List<DistributionFile> files = new ArrayList<>();
        dataset.knowledge().packages(List.of(packageName), LINUX).get(0).versions().stream()
                .flatMap(v -> v.distributions().stream())
                .forEach(d -> files.add(d.file()));
        files.add(wheel(packageName, version));
        dataset.knowledge().record(List.of(page(packageName, files.toArray(DistributionFile[]::new))));
        learn(dataset, packageName, version, metadata(requirements));
        assertEquals(1, version(dataset, packageName, version).distributions().size());
    }

    private static KnowledgeSnapshot closure(Dataset dataset, String packageName, String... extras) {
        return dataset.knowledge().closure(List.of(new RequiredPackage(packageName, List.of(extras))), LINUX);
    }
}
