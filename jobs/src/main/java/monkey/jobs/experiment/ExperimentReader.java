package monkey.jobs.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import monkey.dataset.python.SpecifierSet;
import monkey.jobs.experiment.Experiment.RootRequirement;
import monkey.jobs.experiment.Experiment.TargetEnvironment;

/**
 * Makes an {@link Experiment} out of a file, of options, or of both; an option outdoes the file's key of the same
 * meaning. All mistakes are found in one go.
 */
public final class ExperimentReader {
    private final Reader reader;
    private final Problems problems;
    private final boolean fromFile;
    private final WrittenExperiment written;

    private ExperimentReader(Reader reader, boolean fromFile, WrittenExperiment written) {
        this.reader = reader;
        this.problems = reader.problems();
        this.fromFile = fromFile;
        this.written = written;
    }

    /**
     * @param experiment what to test
     * @param notices what was read but not taken as its author may expect
     */
    public record Reading(Experiment experiment, List<Problem> notices) {}

    /**
     * An option of the command line.
     *
     * @param name such as {@code --limit}
     * @param label of its parameter
     * @param repeatable whether it may be given several times
     * @param toggle whether it stands without a parameter, and is taken back with {@code no-} before its name
     * @param key its twin in the file
     * @param help a phrase without a full stop
     * @param preset what holds without it
     */
    public record Option(
            String name, String label, boolean repeatable, boolean toggle, String key, String help, String preset) {}

    /** The options of all keys, in the order in which they are documented. */
    public static List<Option> options() {
        return Keys.all().stream()
                .map(key -> new Option(
                        key.option().name(),
                        key.option().label(),
                        key.option().repeats(),
                        key.option().style() == CommandLineTwin.Style.SWITCH,
                        key.path(),
                        key.help(),
                        key.presetText()))
                .toList();
    }

    /**
     * @param file the experiment, relative to the working directory; empty if all is in the options
     * @param options by name, such as {@code --limit}, each with what was given; see {@link #options()}
     * @param scriptNeeded whether an experiment without a script is a mistake
     * @throws InvalidExperimentException with every mistake, sorted by place
     */
    public static Reading read(
            Optional<Path> file, Map<String, List<String>> options, Path workingDirectory, boolean scriptNeeded)
            throws InvalidExperimentException {
        Problems problems = new Problems();
        Path absolute =
                workingDirectory.resolve(file.orElse(Path.of("command-line"))).toAbsolutePath();
        Reader reader =
                new Reader(problems, file.map(Path::toString).orElse(""), absolute.getParent(), workingDirectory);
        Optional<WrittenExperiment> written = file.isPresent()
                ? WrittenExperiment.read(absolute, reader)
                : Optional.of(WrittenExperiment.empty(reader));
        if (written.isEmpty()) {
            problems.throwIfAny();
        }
        written.orElseThrow().apply(options);
        Experiment experiment = new ExperimentReader(reader, file.isPresent(), written.get()).experiment(scriptNeeded);
        problems.throwIfAny();
        return new Reading(experiment, problems.notices());
    }

    private Experiment experiment(boolean scriptNeeded) {
        RequirementSources sources = new RequirementSources(reader);
        List<RootRequirement> requirements = requirements(sources);
        Optional<List<String>> extraIndexes = written.find(Keys.EXTRA_INDEXES);
        return new Experiment(
                name(requirements),
                requirements,
                environments(),
                written.find(Keys.BEFORE),
                new Experiment.Strategy(
                        written.get(Keys.STRATEGY),
                        written.get(Keys.STRENGTH),
                        number(Keys.LIMIT),
                        written.get(Keys.SEED)),
                script(scriptNeeded),
                new Experiment.Inspection(
                        written.get(Keys.TIMEOUT),
                        written.get(Keys.MEMORY),
                        written.get(Keys.CPUS),
                        written.get(Keys.BATCH_SIZE),
                        written.get(Keys.MEASURE),
                        written.get(Keys.VARIABLES),
                        files(),
                        written.find(Keys.BASE),
                        written.get(Keys.HARDWARE)),
                new Experiment.Budget(
                        written.find(Keys.BUDGET_TIME),
                        written.get(Keys.BUDGET_INSPECTIONS),
                        written.get(Keys.BUDGET_PROBES)),
                written.get(Keys.PRE_RELEASES) || sources.preReleases(),
                written.get(Keys.SOURCE_DISTRIBUTIONS),
                limits(sources.constraints()),
                new Experiment.Versions(number(Keys.NEWEST), written.get(Keys.ONE_PER_MINOR)),
                new Experiment.Indexes(
                        written.find(Keys.INDEX).or(sources::index), extraIndexes.orElse(sources.extraIndexes())));
    }

    private List<RootRequirement> requirements(RequirementSources sources) {
        int before = problems.count();
        List<RootRequirement> requirements = new ArrayList<>(written.get(Keys.REQUIREMENTS));
        written.find(Keys.REQUIREMENTS_FILE).ifPresent(file -> sources.addFile(text(Keys.REQUIREMENTS_FILE)));
        written.find(Keys.PROJECT)
                .ifPresent(file ->
                        sources.addProject(text(Keys.PROJECT), written.get(Keys.EXTRAS), written.get(Keys.GROUPS)));
        requirements.addAll(sources.requirements());
        if (requirements.isEmpty() && problems.count() == before) {
            Optional<Place> source = WrittenExperiment.REQUIREMENT_SOURCES.stream()
                    .flatMap(key -> written.placeOf(key).stream())
                    .findFirst();
            problems.error(
                    source.orElse(written.place()),
                    "nothing is required",
                    source.isPresent()
                            ? "Name at least one package."
                            : fromFile
                                    ? "Add 'requirements: [flask]', 'requirements-file: FILE' or 'project: FILE'."
                                    : "Name an experiment file, or give --require, --requirements-file or --project.");
        }
        return requirements;
    }

    private String name(List<RootRequirement> requirements) {
        if (fromFile && written.raw(Keys.NAME).isEmpty()) {
            problems.error(written.place(), "the experiment has no name", "Add a line such as 'name: flask-1'.");
        }
        return written.find(Keys.NAME)
                .orElseGet(() -> requirements.isEmpty()
                        ? ""
                        : requirements.get(0).requirement().name().toString());
    }

    private List<TargetEnvironment> environments() {
        List<TargetEnvironment> environments = written.get(Keys.ENVIRONMENTS);
        if (!(written.raw(Keys.ENVIRONMENTS).orElse(null) instanceof Value.Sequence list)) {
            return environments;
        }
        if (list.items().isEmpty()) {
            problems.error(list.place(), "there is no environment", "Write a list such as [{python: \"3.11\"}].");
        }
        for (int i = 1;
                i < environments.size() && environments.size() == list.items().size();
                i++) {
            String name = environments.get(i).name();
            if (environments.subList(0, i).stream()
                    .anyMatch(former -> former.name().equals(name))) {
                problems.error(
                        list.items().get(i).place(),
                        "the environment '" + name + "' is there for the second time",
                        "Remove it, or give it a name of its own: {python: \"3.11\", name: other}.");
            }
        }
        return environments;
    }

    private Optional<Experiment.Script> script(boolean needed) {
        Optional<Value> inline = written.raw(Keys.SCRIPT);
        Optional<Value> file = written.raw(Keys.SCRIPT_FILE);
        if (inline.isPresent() && file.isPresent()) {
            Place second = written.placeOf(Keys.SCRIPT_FILE.path()).orElseThrow();
            problems.error(second, "there are both a script and a script file", "Keep one of them.");
        }
        if (inline.isEmpty() && file.isEmpty() && needed) {
            problems.error(
                    written.place(),
                    "there is no script to run",
                    fromFile ? "Add 'script: |' with Python below it, or 'script-file: FILE'." : "Give --script FILE.");
        }
        return written.find(Keys.SCRIPT)
                .map(text -> new Experiment.Script(text, inline.orElseThrow().place()))
                .or(() -> written.find(Keys.SCRIPT_FILE).flatMap(path -> {
                    Value.Text named = text(Keys.SCRIPT_FILE);
                    return SourceText.read(reader.resolve(named), path, named.place(), "script file", problems)
                            .map(text -> new Experiment.Script(text, Place.start(path)));
                }));
    }

    private List<Experiment.ScriptFile> files() {
        List<Experiment.ScriptFile> files = written.get(Keys.FILES);
        for (int i = 1; i < files.size(); i++) {
            String path = files.get(i).path();
            if (files.subList(0, i).stream().anyMatch(former -> former.path().equals(path))) {
                problems.error(
                        ((Value.Sequence) written.raw(Keys.FILES).orElseThrow())
                                .items()
                                .get(i)
                                .place(),
                        "two files would lie beside the script as '" + path + "'",
                        "Rename one of them.");
            }
        }
        return files;
    }

    /** Those of the key and those of constraint files together. */
    private Map<String, SpecifierSet> limits(Map<String, SpecifierSet> constraints) {
        Map<String, SpecifierSet> limits = new TreeMap<>(written.get(Keys.PACKAGES));
        constraints.forEach((name, specifiers) -> limits.merge(name, specifiers, SpecifierSet::and));
        return limits;
    }

    private OptionalInt number(Key<Integer> key) {
        return written.find(key).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** What was written for a key that is known to hold text. */
    private Value.Text text(Key<String> key) {
        return (Value.Text) written.raw(key).orElseThrow();
    }
}
