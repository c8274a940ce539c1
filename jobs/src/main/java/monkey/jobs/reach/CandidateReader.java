package monkey.jobs.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.DistributionKind;
import monkey.dataset.knowledge.PackageVersion;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.UndefinedMarkerException;
import monkey.dataset.python.WheelFilename;

/**
 * Decides which distribution of a version an installer would take, by the rules in this order: uploaded in time; a wheel
 * that fits the environment (of several: one that is not yanked, then by tag, then by build tag), or a source
 * distribution where one may stand in; {@code Requires-Python} of page and metadata met; metadata that can be read. If a
 * file fails one of the later rules, the next best has its turn. Not thread-safe.
 */
final class CandidateReader {

    private final SpaceRequest request;
    private final NeedsReader needs;
    private final TagRanks ranks;
    private final Comparator<Wheel> preference;
    private final Map<String, Boolean> pythonAnswers = new HashMap<>();

    private record Wheel(Distribution distribution, int rank) {
        /** Parsed out of the name only when two wheels fit equally well. */
        Optional<WheelFilename.Build> build() {
            return WheelFilename.parse(distribution.file().filename()).build();
        }
    }

    CandidateReader(SpaceRequest request) {
        this.request = request;
        this.needs = new NeedsReader(request.environment().markers());
        this.ranks = new TagRanks(request.environment().tags());
        Comparator<Optional<WheelFilename.Build>> byBuild =
                Comparator.comparing(build -> build.orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
        this.preference = Comparator.comparing(
                        (Wheel wheel) -> wheel.distribution().file().yanked())
                .thenComparingInt(Wheel::rank)
                .thenComparing(Wheel::build, byBuild.reversed())
                .thenComparing(wheel -> wheel.distribution().file().filename());
    }

    /** What stands for the version as one index has it. */
    Candidate.State read(PackageVersion version) {
        if (version.missing() || version.distributions().isEmpty() && version.otherWheels() == 0) {
            return new Candidate.Unusable(Reason.MISSING, "no longer on " + version.indexUrl());
        }
        List<Distribution> timely = new ArrayList<>();
        List<Wheel> wheels = new ArrayList<>();
        List<Distribution> sources = new ArrayList<>();
        for (Distribution distribution : version.distributions()) {
            if (isTimely(distribution)) {
                timely.add(distribution);
                if (distribution.file().kind() == DistributionKind.SOURCE) {
                    sources.add(distribution);
                } else {
                    wheel(distribution).ifPresent(wheels::add);
                }
            }
        }
        if (timely.isEmpty() && !version.distributions().isEmpty()) {
            return new Candidate.Unusable(Reason.UPLOADED_LATER, uploads(version));
        }
        wheels.sort(preference);
        List<Distribution> inOrder = new ArrayList<>();
        wheels.forEach(wheel -> inOrder.add(wheel.distribution()));
        if (request.sources().allows(version.packageName())) {
            sources.sort(
                    Comparator.comparing((Distribution source) -> source.file().yanked())
                            .thenComparing(source -> source.file().filename()));
            inOrder.addAll(sources);
        }
        Candidate.State problem = null;
        for (Distribution distribution : inOrder) {
            Candidate.State state = judge(distribution);
            if (!(state instanceof Candidate.Unusable)) {
                return state;
            }
            problem = problem == null ? state : problem;
        }
        if (problem != null) {
            return problem;
        }
        boolean sourceOnly = version.otherWheels() == 0 && sources.size() == timely.size();
        return new Candidate.Unusable(sourceOnly ? Reason.SOURCE_ONLY : Reason.NO_COMPATIBLE_WHEEL, "");
    }

    /** Whether the version counts as part of the package's history: what its index's page says would let it be chosen. */
    boolean isOffered(PackageVersion version) {
        return !version.missing()
                && version.distributions().stream()
                        .anyMatch(distribution -> isTimely(distribution)
                                && !distribution.file().yanked()
                                && takesPython(distribution.file().requiresPython())
                                && (distribution.file().kind() == DistributionKind.SOURCE
                                        ? request.sources().allows(version.packageName())
                                        : wheel(distribution).isPresent()));
    }

    private Candidate.State judge(Distribution distribution) {
        if (!takesPython(distribution.file().requiresPython())) {
            return requiresOther(distribution.file().requiresPython());
        }
        if (distribution.problem() != null) {
            return new Candidate.Unusable(Reason.METADATA, distribution.problem());
        }
        if (distribution.unlearnt()) {
            return new Candidate.Unlearnt(distribution);
        }
        if (!takesPython(distribution.metadata().requiresPython())) {
            return requiresOther(distribution.metadata().requiresPython());
        }
        try {
            return new Candidate.Usable(distribution, needs.read(distribution.metadata()));
        } catch (InvalidNotationException | UndefinedMarkerException unreadable) {
            return new Candidate.Unusable(Reason.METADATA, unreadable.getMessage());
        }
    }

    private boolean isTimely(Distribution distribution) {
        if (request.before().isEmpty()) {
            return true;
        }
        Instant uploaded = distribution.file().uploadedAt();
        return uploaded != null && uploaded.isBefore(request.before().get());
    }

    private Optional<Wheel> wheel(Distribution distribution) {
        if (distribution.file().kind() != DistributionKind.WHEEL) {
            return Optional.empty();
        }
        OptionalInt rank = ranks.of(distribution.file().tags());
        return rank.isPresent() ? Optional.of(new Wheel(distribution, rank.getAsInt())) : Optional.empty();
    }

    /** As pip: what cannot be read is no condition. */
    private boolean takesPython(String requiresPython) {
        return requiresPython == null
                || pythonAnswers.computeIfAbsent(
                        requiresPython,
                        text -> SpecifierSet.tryParse(text)
                                .map(request.environment()::satisfies)
                                .orElse(true));
    }

    private static Candidate.State requiresOther(String requiresPython) {
        return new Candidate.Unusable(Reason.REQUIRES_PYTHON, requiresPython);
    }

    private static String uploads(PackageVersion version) {
        return version.distributions().stream()
                .map(distribution -> distribution.file().uploadedAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(first -> "first on " + first)
                .orElse("the index does not say when it was uploaded");
    }
}
