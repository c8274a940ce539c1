package monkey.dataset.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of some packages at one moment. Immutable; what is learnt afterwards gives another snapshot that shares
 * all that did not change, so that learning needs no second read of the whole.
 */
public final class KnowledgeSnapshot {
    private final SortedMap<String, KnownPackage> packages;

    private KnowledgeSnapshot(SortedMap<String, KnownPackage> packages) {
        this.packages = Collections.unmodifiableSortedMap(packages);
    }

    public static KnowledgeSnapshot of(Collection<KnownPackage> packages) {
        return new KnowledgeSnapshot(new TreeMap<>()).with(packages);
    }

    /** By name, in order of names. */
    public SortedMap<String, KnownPackage> packages() {
        return packages;
    }

    /** What is known of {@code name}; a package nobody asked for has no pages and no versions. */
    public KnownPackage get(String name) {
        KnownPackage known = packages.get(name);
        return known != null ? known : new KnownPackage(name, List.of(), List.of());
    }

    /** This snapshot with {@code newer} in place of what it had of those packages. */
    public KnowledgeSnapshot with(Collection<KnownPackage> newer) {
        SortedMap<String, KnownPackage> all = new TreeMap<>(packages);
        newer.forEach(known -> all.put(known.name(), known));
        return new KnowledgeSnapshot(all);
    }

    /** This snapshot with what was learnt about some distributions of it; others are passed over. Costs one walk over it. */
    public KnowledgeSnapshot learnt(Collection<LearntMetadata> results) {
        Map<Long, LearntMetadata> byDistribution = new HashMap<>();
        results.forEach(result -> byDistribution.put(result.distributionId(), result));
        SortedMap<String, KnownPackage> all = new TreeMap<>(packages);
        all.replaceAll((name, known) -> learnt(known, byDistribution));
        return new KnowledgeSnapshot(all);
    }

    /** Packages of the snapshot and packages that the metadata in it requires, on whatever condition. */
    public Set<String> mentionedPackages() {
        Set<String> names = new HashSet<>(packages.keySet());
        for (KnownPackage known : packages.values()) {
            for (PackageVersion version : known.versions()) {
                for (Distribution distribution : version.distributions()) {
                    if (distribution.metadata() != null) {
                        distribution.metadata().requirements().forEach(r -> names.add(r.packageName()));
                    }
                }
            }
        }
        return names;
    }

    private static KnownPackage learnt(KnownPackage known, Map<Long, LearntMetadata> results) {
        List<PackageVersion> versions = new ArrayList<>(known.versions().size());
        boolean changed = false;
        for (PackageVersion version : known.versions()) {
            PackageVersion now = learnt(version, results);
            changed |= now != version;
            versions.add(now);
        }
        return changed ? new KnownPackage(known.name(), known.pages(), versions) : known;
    }

    private static PackageVersion learnt(PackageVersion version, Map<Long, LearntMetadata> results) {
        List<Distribution> distributions =
                new ArrayList<>(version.distributions().size());
        boolean changed = false;
        for (Distribution distribution : version.distributions()) {
            LearntMetadata result = results.get(distribution.id());
            changed |= result != null;
            distributions.add(result == null ? distribution : distribution.with(result));
        }
        return changed ? version.with(distributions) : version;
    }
}
