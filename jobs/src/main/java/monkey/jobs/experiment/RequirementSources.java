package monkey.jobs.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;
import monkey.jobs.experiment.Experiment.RootRequirement;

/** Gathers what requirements files and projects require, and what else such files say. */
final class RequirementSources {
    private final Reader reader;
    private final List<RootRequirement> requirements = new ArrayList<>();
    private final Map<String, SpecifierSet> constraints = new LinkedHashMap<>();
    private final List<String> extraIndexes = new ArrayList<>();
    private String index;
    private boolean preReleases;

    RequirementSources(Reader reader) {
        this.reader = reader;
    }

    void addFile(Value.Text named) {
        new RequirementsFile(this, reader).read(reader.resolve(named), named.text(), named.place());
    }

    void addProject(Value.Text named, List<String> extras, List<String> groups) {
        ProjectFile.read(reader.resolve(named), named, reader)
                .ifPresent(project -> project.requirements(extras, groups).forEach(this::addRequirement));
    }

    void addRequirement(Value.Text text) {
        PackageForms.REQUIREMENT.read(text, reader).ifPresent(requirements::add);
    }

    void addConstraint(Value.Text text) {
        PackageForms.REQUIREMENT.read(text, reader).ifPresent(constraint -> {
            Requirement requirement = constraint.requirement();
            if (requirement.marker().isPresent()) {
                reader.problems()
                        .notice(
                                text.place(),
                                "the constraint '" + requirement + "' has a marker",
                                "It is passed over: limits hold in every environment.");
            } else {
                constraints.merge(requirement.name().toString(), requirement.specifiers(), SpecifierSet::and);
            }
        });
    }

    void setIndex(Value.Text address) {
        Forms.URL.read(address, reader).ifPresent(url -> index = url);
    }

    void addExtraIndex(Value.Text address) {
        Forms.URL.read(address, reader).ifPresent(extraIndexes::add);
    }

    void allowPreReleases() {
        preReleases = true;
    }

    List<RootRequirement> requirements() {
        return requirements;
    }

    /** By normalized name. */
    Map<String, SpecifierSet> constraints() {
        return constraints;
    }

    Optional<String> index() {
        return Optional.ofNullable(index);
    }

    List<String> extraIndexes() {
        return extraIndexes;
    }

    boolean preReleases() {
        return preReleases;
    }
}
