package monkey.jobs.learn;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeSnapshot;
import monkey.dataset.knowledge.KnownPackage;
import monkey.dataset.knowledge.PackageVersion;
import monkey.jobs.index.page.ProjectFile;
import monkey.jobs.index.page.ProjectPage;
import monkey.jobs.testing.Release;

/** What one would know having learnt all there is about some releases; without index, network and database. */
public final class KnowledgeOf {

    public static final String INDEX = "http://index.invalid/simple/";

    private final Map<String, List<PackageVersion>> versions = new TreeMap<>();
    private final Map<String, List<IndexPage>> pages = new TreeMap<>();
    private long nextId = 1;

    public static KnowledgeSnapshot releases(Release... releases) {
        return new KnowledgeOf().and(INDEX, List.of(releases)).snapshot();
    }

    /** Adds what one index has. */
    public KnowledgeOf and(String index, Collection<Release> releases) {
        Map<String, List<Release>> byName = new TreeMap<>();
        releases.forEach(release -> byName.computeIfAbsent(release.name(), name -> new ArrayList<>())
                .add(release));
        byName.forEach((name, listed) -> add(index, name, listed));
        return this;
    }

    /** Adds that an index was asked for a package and does not have it. */
    public KnowledgeOf absent(String index, String name) {
        pages.computeIfAbsent(name, same -> new ArrayList<>())
                .add(new IndexPage(index, name, false, null, Instant.EPOCH));
        return this;
    }

    public KnowledgeSnapshot snapshot() {
        List<KnownPackage> known = new ArrayList<>();
        pages.forEach(
                (name, asked) -> known.add(new KnownPackage(name, asked, versions.getOrDefault(name, List.of()))));
        return KnowledgeSnapshot.of(known);
    }

    private void add(String index, String name, List<Release> listed) {
        Map<String, byte[]> metadata = new LinkedHashMap<>();
        listed.forEach(release -> metadata.put(release.filename(), release.metadata()));
        List<DistributionFile> files = PageFiles.of(
                name, new ProjectPage(listed.stream().map(KnowledgeOf::file).toList()));
        Map<String, List<Distribution>> byVersion = new LinkedHashMap<>();
        for (DistributionFile file : files) {
            byVersion
                    .computeIfAbsent(file.version(), version -> new ArrayList<>())
                    .add(new Distribution(nextId++, file, Statements.of(metadata.get(file.filename())), null));
        }
        byVersion.forEach((version, distributions) -> versions.computeIfAbsent(name, same -> new ArrayList<>())
                .add(new PackageVersion(nextId++, name, version, index, false, 0, distributions)));
        pages.computeIfAbsent(name, same -> new ArrayList<>())
                .add(new IndexPage(index, name, true, null, Instant.EPOCH));
    }

    private static ProjectFile file(Release release) {
        return new ProjectFile(
                release.filename(),
                URI.create("http://files.invalid/" + release.filename()),
                Optional.empty(),
                Optional.empty(),
                release.uploadTime(),
                release.pageRequiresPython(),
                release.yankedBecause(),
                ProjectFile.Offer.UNSAID);
    }
}
