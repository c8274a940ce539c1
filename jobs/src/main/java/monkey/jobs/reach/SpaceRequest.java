package monkey.jobs.reach;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.python.CompatibleTags;
import monkey.dataset.python.MarkerEnvironment;
import monkey.dataset.python.PreReleases;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;

/**
 * Which stack space is asked for.
 *
 * @param requirements of the root, in the order written; several on one package hold together, and one whose marker is
 *     false does not count
 * @param markers of the environment, {@code python_full_version} among them
 * @param tags of wheels that run there, best first
 * @param before only files uploaded before this moment; one of which the index does not say when it was uploaded is left
 *     out then, because nobody could repeat the run otherwise
 * @param preReleases whether they count where no specifier names one
 * @param limits further specifiers by normalized package name. They take away and never admit: a pre-release or yanked
 *     version that a limit names still needs a requirement that names it
 * @param indexes their addresses without credentials; of two that have the same version the first counts
 */
public record SpaceRequest(
        List<Requirement> requirements,
        MarkerEnvironment markers,
        CompatibleTags tags,
        Optional<Instant> before,
        boolean preReleases,
        SourcePolicy sources,
        Map<String, SpecifierSet> limits,
        History history,
        List<String> indexes) {

    public SpaceRequest {
        requirements = List.copyOf(requirements);
        limits = Map.copyOf(limits);
        indexes = List.copyOf(indexes);
    }

    Version python() {
        return Version.parse(markers.pythonFullVersion());
    }

    PreReleases policy() {
        return preReleases ? PreReleases.ALWAYS : PreReleases.NAMED;
    }
}
