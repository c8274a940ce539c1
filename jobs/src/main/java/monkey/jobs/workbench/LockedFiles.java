package monkey.jobs.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import monkey.amun.LockedPackage;
import monkey.amun.specification.LockedRequirement;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.Marker;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.WheelFilename;
import monkey.dataset.python.WheelTag;
import monkey.jobs.index.FetchedProject;
import monkey.jobs.index.PackageIndexes;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.index.page.ProjectFile;

/**
 * Finds the files that a lock means. A lock names digests, often of many files of a version; the one that fits the
 * environment best is taken, a wheel before a source distribution, as an installer would.
 */
final class LockedFiles {
    private final PackageIndexes indexes;
    private final RuntimeEnvironment environment;

    LockedFiles(PackageIndexes indexes, RuntimeEnvironment environment) {
        this.indexes = indexes;
        this.environment = environment;
    }

    /** @throws IOException when an index cannot be asked, or none has a file that the lock means and the environment takes */
    List<LockedPackage> find(List<LockedRequirement> lock) throws IOException {
        List<LockedPackage> found = new ArrayList<>();
        for (LockedRequirement locked : lock) {
            if (applies(locked)) {
                found.add(find(locked));
            }
        }
        return found;
    }

    private boolean applies(LockedRequirement locked) throws IOException {
        if (locked.marker().isEmpty()) {
            return true;
        }
        try {
            return Marker.parse(locked.marker()).holds(environment.markers(), "");
        } catch (InvalidNotationException e) {
            throw new IOException("the marker of " + locked.name() + " is none: " + e.getMessage(), e);
        }
    }

    private LockedPackage find(LockedRequirement locked) throws IOException {
        String name = PackageName.normalize(locked.name());
        for (IndexLocation index : indexes.indexes()) {
            Optional<FetchedProject> project = indexes.project(index, name);
            if (project.isPresent()) {
                Optional<ProjectFile> best = project.get().page().files().stream()
                        .filter(file ->
                                file.sha256().filter(locked.sha256()::contains).isPresent())
                        .filter(file -> rank(file) < Integer.MAX_VALUE)
                        .min(Comparator.comparingInt(this::rank).thenComparing(ProjectFile::filename));
                if (best.isPresent()) {
                    return new LockedPackage(
                            name,
                            locked.version(),
                            best.get().address(),
                            Set.of(best.get().sha256().orElseThrow()));
                }
            }
        }
        throw new IOException("no file of " + locked.name() + " " + locked.version()
                + " that the lock names by its digest is on the package index and runs on " + environment.title());
    }

    private int rank(ProjectFile file) {
        if (!file.filename().toLowerCase(Locale.ROOT).endsWith(".whl")) {
            return Integer.MAX_VALUE - 1;
        }
        try {
            List<WheelTag> accepted = environment.tags().tags();
            return WheelFilename.parse(file.filename()).tags().stream()
                    .mapToInt(accepted::indexOf)
                    .filter(place -> place >= 0)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            return Integer.MAX_VALUE;
        }
    }
}
