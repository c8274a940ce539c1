package monkey.jobs.reach;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.python.PreReleases;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;

/**
 * Which stack space is asked for.
 *
 * @param requirements of the root, in the order written; several on one package hold together, and one whose marker is
 *     false does not count
 * @param environment that decides which versions fit and which markers hold
 * @param before only files uploaded before this moment; one of which the index does not say when it was uploaded is left
 *     out then, because nobody could repeat the run otherwise
 * @param preReleases whether they count where no specifier names one
 * @param limits further specifiers by normalized package name. They take away and never admit: a pre-release or yanked
 *     version that a limit names still needs a requirement that names it
 * @param indexes their addresses without credentials; of two that have the same version the first counts
 */
public record SpaceRequest(
        List<Requirement> requirements,
        RuntimeEnvironment environment,
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

    PreReleases policy() {
        return preReleases ? PreReleases.ALWAYS : PreReleases.NAMED;
    }
}
