package monkey.jobs.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.knowledge.DistributionKind;
import monkey.dataset.knowledge.WheelTags;
import monkey.dataset.python.DistributionFilename;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.SourceFilename;
import monkey.dataset.python.Version;
import monkey.dataset.python.WheelFilename;
import monkey.dataset.python.WheelTag;
import monkey.jobs.index.page.ProjectFile;
import monkey.jobs.index.page.ProjectPage;

/**
 * The distributions on a project's page: wheels and source distributions whose names can be read; eggs, installers and
 * what else was once uploaded is passed over. Versions that are equal are spelled alike, as the page's wheels have it.
 */
final class PageFiles {

    private PageFiles() {}

    private record Named(ProjectFile file, Version version, WheelTags tags) {
        boolean isWheel() {
            return tags != WheelTags.NONE;
        }
    }

    static List<DistributionFile> of(String project, ProjectPage page) {
        PackageName name = PackageName.of(project);
        List<Named> named = new ArrayList<>(page.files().size());
        Map<String, WheelTags> tags = new HashMap<>();
        for (ProjectFile file : page.files()) {
            DistributionFilename read = DistributionFilename.of(name, file.filename());
            if (read instanceof WheelFilename wheel) {
                named.add(new Named(
                        file, wheel.version(), tags.computeIfAbsent(compressedTag(file), tag -> tags(wheel))));
            } else if (read instanceof SourceFilename source) {
                named.add(new Named(file, source.version(), WheelTags.NONE));
            }
        }
        Map<Version, String> spellings = spellings(named);
        return named.stream().map(one -> file(one, spellings)).toList();
    }

    private static Map<Version, String> spellings(List<Named> named) {
        Map<Version, String> spellings = new HashMap<>();
        named.stream()
                .sorted(Comparator.comparing(Named::isWheel)
                        .reversed()
                        .thenComparing(one -> one.version().toString().length()))
                .forEach(one ->
                        spellings.putIfAbsent(one.version(), one.version().toString()));
        return spellings;
    }

    private static DistributionFile file(Named named, Map<Version, String> spellings) {
        ProjectFile file = named.file();
        return new DistributionFile(
                spellings.get(named.version()),
                file.filename(),
                named.isWheel() ? DistributionKind.WHEEL : DistributionKind.SOURCE,
                file.address().toString(),
                file.sha256().orElse(null),
                file.size().orElse(null),
                file.uploaded().orElse(null),
                file.requiresPython().orElse(null),
                file.yanked().isPresent(),
                file.yanked().filter(reason -> !reason.isEmpty()).orElse(null),
                named.tags(),
                file.metadata().offered());
    }

    private static String compressedTag(ProjectFile wheel) {
        String[] parts = wheel.filename().split("-");
        return String.join("-", parts[parts.length - 3], parts[parts.length - 2], parts[parts.length - 1]);
    }

    private static WheelTags tags(WheelFilename wheel) {
        return new WheelTags(
                wheel.tags().stream().map(WheelTag::interpreter).distinct().toList(),
                wheel.tags().stream().map(WheelTag::abi).distinct().toList(),
                wheel.tags().stream().map(WheelTag::platform).distinct().toList());
    }
}
