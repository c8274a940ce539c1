package monkey.dataset.knowledge;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import monkey.dataset.Dataset;

/** Small pages and metadata for tests, and short ways to look at what became of them. */
public final class Pages {
    public static final String INDEX = "https://index.example/simple/";
    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    public static final WheelTags ANY = new WheelTags(List.of("py3"), List.of("none"), List.of("any"));
    public static final WheelTags LINUX =
            new WheelTags(List.of("cp311", "py3"), List.of("cp311", "abi3", "none"), List.of("linux_x86_64", "any"));

    private Pages() {}

    public static FetchedPage page(String packageName, DistributionFile... files) {
        return page(INDEX, packageName, files);
    }

    public static FetchedPage page(String indexUrl, String packageName, DistributionFile... files) {
        return new FetchedPage(new IndexPage(indexUrl, packageName, true, "\"etag\"", NOON), Arrays.asList(files));
    }

    public static FetchedPage absent(String packageName) {
        return new FetchedPage(new IndexPage(INDEX, packageName, false, null, NOON), List.of());
    }

    public static DistributionFile wheel(String packageName, String version) {
        return wheel(packageName, version, ANY);
    }

    public static DistributionFile wheel(String packageName, String version, WheelTags tags) {
        String filename = String.join(
                "-",
                packageName,
                version,
                String.join(".", tags.python()),
                String.join(".", tags.abi()),
                String.join(".", tags.platform()) + ".whl");
        return new DistributionFile(
                version,
                filename,
                DistributionKind.WHEEL,
                "https://files.example/" + filename,
                sha256(filename),
                1_000L,
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                ">=3.8",
                false,
                null,
                tags,
                true);
    }

    public static DistributionFile source(String packageName, String version) {
        String filename = packageName + "-" + version + ".tar.gz";
        return new DistributionFile(
                version,
                filename,
                DistributionKind.SOURCE,
                "https://files.example/" + filename,
                null,
                null,
                null,
                null,
                false,
                null,
                WheelTags.NONE,
                false);
    }

    public static DistributionFile yanked(DistributionFile file, String reason) {
        return new DistributionFile(
                file.version(),
                file.filename(),
                file.kind(),
                file.url(),
                file.sha256(),
                file.sizeBytes(),
                file.uploadedAt(),
                file.requiresPython(),
                true,
                reason,
                file.tags(),
                file.metadataOffered());
    }

    public static DistributionFile replaced(DistributionFile file) {
        return new DistributionFile(
                file.version(),
                file.filename(),
                file.kind(),
                file.url(),
                sha256(file.filename() + " replaced"),
                file.sizeBytes(),
                file.uploadedAt(),
                file.requiresPython(),
                file.yanked(),
                file.yankedReason(),
                file.tags(),
                file.metadataOffered());
    }

    public static StatedRequirement requirement(String packageName) {
        return new StatedRequirement(packageName, packageName, List.of(), "", null, null, List.of());
    }

    /** {@code name[extra] ; extra == "gate"}; either may be null. */
    public static StatedRequirement requirement(String packageName, String extra, String gate) {
        return new StatedRequirement(
                packageName
                        + (extra == null ? "" : "[" + extra + "]")
                        + (gate == null ? "" : " ; extra == \"" + gate + "\""),
                packageName,
                extra == null ? List.of() : List.of(extra),
                "",
                null,
                gate == null ? null : "extra == \"" + gate + "\"",
                gate == null ? List.of() : List.of(gate));
    }

    public static CoreMetadata metadata(StatedRequirement... requirements) {
        return new CoreMetadata(">=3.8", List.of(), List.of(requirements));
    }

    public static PackageVersion version(Dataset dataset, String packageName, String version) {
        return dataset.knowledge().packages(List.of(packageName), LINUX).get(0).versions().stream()
                .filter(v -> v.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /** Says of every distribution of a version (that fits {@link #LINUX}) what it states. */
    public static void learn(Dataset dataset, String packageName, String version, CoreMetadata metadata) {
        dataset.knowledge()
                .recordMetadata(version(dataset, packageName, version).distributions().stream()
                        .map(d -> LearntMetadata.of(d.id(), metadata, NOON))
                        .toList());
    }

    private static String sha256(String content) {
        return new monkey.dataset.digest.Sha256().add(content).hex();
    }
}
