package monkey.jobs.encode;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.python.CoreMetadata;
import monkey.dataset.python.PreReleases;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.dataset.python.WheelFilename;
import monkey.jobs.testing.Release;

/**
 * The rules in words, as code that tries everything: each package is absent or at one of its versions, and every such
 * choice is held against the definition of a stack. Shares nothing with what it checks but how specifiers and markers are
 * read. Exponential.
 */
final class StackSpaceOracle {

    private final RuntimeEnvironment environment;
    private final Instant before;
    private final boolean sources;
    private final PreReleases preReleases;
    private final Map<String, List<Version>> candidates = new LinkedHashMap<>();
    private final Map<String, Release> chosen = new HashMap<>();
    private final List<Requirement> root;

    StackSpaceOracle(
            List<Release> releases,
            List<Requirement> root,
            RuntimeEnvironment environment,
            Instant before,
            boolean sources,
            PreReleases preReleases) {
        this.environment = environment;
        this.before = before;
        this.sources = sources;
        this.preReleases = preReleases;
        this.root = root;
        for (Release release : releases) {
            if (isEligible(release)) {
                Version version = Version.parse(release.version());
                List<Version> known = candidates.computeIfAbsent(release.name(), name -> new ArrayList<>());
                if (!known.contains(version)) {
                    known.add(version);
                }
                chosen.merge(release.name() + " " + version, release, this::better);
            }
        }
    }

    private boolean isEligible(Release release) {
        boolean inTime =
                release.uploadTime().isPresent() && release.uploadTime().get().isBefore(before);
        boolean fits =
                release.isSource() ? sources : environment.tags().accept(WheelFilename.parse(release.filename()));
        boolean python = CoreMetadata.parse(release.metadata())
                .requiresPython()
                .map(SpecifierSet::parse)
                .map(environment::satisfies)
                .orElse(true);
        return inTime && fits && python;
    }

    private Release better(Release one, Release other) {
        if (one.isSource() != other.isSource()) {
            return one.isSource() ? other : one;
        }
        if (one.yankedBecause().isPresent() != other.yankedBecause().isPresent()) {
            return one.yankedBecause().isPresent() ? other : one;
        }
        int rankOfOne =
                environment.tags().rank(WheelFilename.parse(one.filename())).orElseThrow();
        int rankOfOther =
                environment.tags().rank(WheelFilename.parse(other.filename())).orElseThrow();
        return rankOfOne <= rankOfOther ? one : other;
    }

    /** All stacks, each as its sorted {@code name==version}. */
    Set<Set<String>> stacks() {
        Set<Set<String>> stacks = new HashSet<>();
        choose(new ArrayList<>(candidates.keySet()), 0, new HashMap<>(), stacks);
        return stacks;
    }

    private void choose(List<String> names, int next, Map<String, Version> choice, Set<Set<String>> stacks) {
        if (next == names.size()) {
            if (isStack(choice)) {
                Set<String> stack = new TreeSet<>();
                choice.forEach((name, version) -> stack.add(name + "==" + version));
                stacks.add(stack);
            }
            return;
        }
        choose(names, next + 1, choice, stacks);
        for (Version version : candidates.get(names.get(next))) {
            choice.put(names.get(next), version);
            choose(names, next + 1, choice, stacks);
            choice.remove(names.get(next));
        }
    }

    private record Asked(String name, String extra) {}

    private boolean isStack(Map<String, Version> choice) {
        Set<Asked> reached = new HashSet<>();
        Deque<Asked> open = new ArrayDeque<>();
        for (Requirement requirement : root) {
            if (requirement.appliesTo(environment.markers()) && !meets(requirement, "", choice, reached, open)) {
                return false;
            }
        }
        while (!open.isEmpty()) {
            Asked asked = open.poll();
            CoreMetadata metadata = CoreMetadata.parse(
                    chosen.get(asked.name() + " " + choice.get(asked.name())).metadata());
            if (!asked.extra().isEmpty() && !metadata.providesExtra().contains(asked.extra())) {
                continue;
            }
            for (String line : metadata.requiresDist()) {
                Requirement requirement = Requirement.parse(line);
                if (requirement.appliesTo(environment.markers(), asked.extra())
                        && !meets(requirement, asked.name(), choice, reached, open)) {
                    return false;
                }
            }
        }
        Set<String> names = new HashSet<>();
        reached.forEach(asked -> names.add(asked.name()));
        return names.equals(choice.keySet());
    }

    private boolean meets(
            Requirement requirement,
            String asking,
            Map<String, Version> choice,
            Set<Asked> reached,
            Deque<Asked> open) {
        String name = requirement.name().toString();
        Version version = choice.get(name);
        if (version == null || requirement.url().isPresent()) {
            return false;
        }
        boolean yanked = chosen.get(name + " " + version).yankedBecause().isPresent();
        boolean admitted = name.equals(asking)
                ? requirement.specifiers().contains(version)
                : requirement.specifiers().admits(version, yanked, preReleases);
        if (!admitted) {
            return false;
        }
        List<String> extras = new ArrayList<>(requirement.extras());
        extras.add("");
        for (String extra : extras) {
            if (reached.add(new Asked(name, extra))) {
                open.add(new Asked(name, extra));
            }
        }
        return true;
    }
}
