package monkey.jobs.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import monkey.dataset.python.SpecifierSet;
import monkey.jobs.experiment.CommandLineTwin.Style;
import monkey.jobs.experiment.Experiment.RootRequirement;
import monkey.jobs.experiment.Experiment.ScriptFile;
import monkey.jobs.experiment.Experiment.StrategyName;
import monkey.jobs.experiment.Experiment.TargetEnvironment;

/**
 * Every key of an experiment, once. To add one, add it here and give {@link Experiment} a component for it: the file, the
 * command line, the help, the canonical form and the JSON schema have it then.
 */
final class Keys {
    private static final List<Key<?>> ALL = new ArrayList<>();
    private static final List<String> HARDWARE_NAMES = List.of("cpu_family", "cpu_model", "processor", "physical_cpus");

    static final Key<String> NAME = key(
                    "name", Forms.matching("a name of letters, digits, '.', '_' and '-'", "[A-Za-z0-9][A-Za-z0-9._-]*"))
            .option("--name", "NAME")
            .preset(null, "required in a file; otherwise the first required package")
            .help("what the experiment is called in reports and in the names of their folders")
            .as(Experiment::name);

    static final Key<List<RootRequirement>> REQUIREMENTS = key(
                    "requirements",
                    Forms.set(
                            "a list of requirements, such as [\"flask>=1.0,<2.3\", werkzeug]",
                            PackageForms.REQUIREMENT))
            .option("--require", "REQUIREMENT", Style.REPEATED)
            .preset(List.of(), "none")
            .help("what is to be installed together: names, specifiers and markers as for pip")
            .as(Experiment::requirements);

    static final Key<String> REQUIREMENTS_FILE = key("requirements-file", Forms.TEXT)
            .option("--requirements-file", "FILE")
            .help("more requirements, from a file that pip would read")
            .read();

    static final Key<String> PROJECT = key("project.file", Forms.TEXT)
            .option("--project", "FILE")
            .help("more requirements, from the dependencies of a pyproject.toml")
            .read();

    static final Key<List<String>> EXTRAS = key("project.extras", Forms.list("a list of extras", PackageForms.NAME))
            .option("--extra", "NAME", Style.REPEATED)
            .preset(List.of(), "none")
            .help("optional dependencies of that project to add")
            .read();

    static final Key<List<String>> GROUPS = key(
                    "project.groups", Forms.list("a list of dependency groups", PackageForms.NAME))
            .option("--group", "NAME", Style.REPEATED)
            .preset(List.of(), "none")
            .help("dependency groups of that project to add")
            .read();

    static final Key<List<TargetEnvironment>> ENVIRONMENTS = key(
                    "environments", Forms.set("a list such as [{python: \"3.11\"}]", new EnvironmentForm()))
            .option("--python", "VERSION", Style.REPEATED)
            .preset(List.of(new TargetEnvironment("python-3", "3")), "the newest Python 3 of this machine")
            .help("the Pythons to test on, each explored and reported by itself")
            .as(Experiment::environments);

    static final Key<Instant> BEFORE = key("before", Forms.MOMENT)
            .option("--before", "DAY")
            .help("only files uploaded before that day (00:00 UTC) or RFC 3339 time, so that a run can be repeated")
            .as(experiment -> experiment.before().orElse(null));

    static final Key<StrategyName> STRATEGY = key("strategy.name", Forms.word("strategy", strategies()))
            .option("--strategy", "NAME")
            .preset(StrategyName.COVER, "cover")
            .help("which stacks: all, latest (what an installer would pick), sample (at random, uniformly), cover (each"
                    + " possible pair of versions at least once)")
            .as(experiment -> experiment.strategy().name());

    static final Key<Integer> STRENGTH = key("strategy.strength", Forms.count(1))
            .option("--strength", "N")
            .preset(2, "2")
            .help("of how many packages cover combines the versions: 2 for pairs")
            .as(experiment -> experiment.strategy().strength());

    static final Key<Integer> LIMIT = key("strategy.limit", Forms.count(1))
            .option("--limit", "N")
            .preset(null, "no limit")
            .help("the most stacks to choose")
            .as(experiment -> boxed(experiment.strategy().limit()));

    static final Key<Long> SEED = key("strategy.seed", Forms.SEED)
            .option("--seed", "N")
            .preset(0L, "0")
            .help("the same seed chooses the same stacks")
            .as(experiment -> experiment.strategy().seed());

    static final Key<String> SCRIPT = key("script", Forms.TEXT)
            .option("--script-text", "PYTHON")
            .help("the test: Python that ends well if the stack is good")
            .as(experiment -> experiment.script().map(Experiment.Script::text).orElse(null));

    static final Key<String> SCRIPT_FILE = key("script-file", Forms.TEXT)
            .option("--script", "FILE")
            .help("the same in a file of its own")
            .read();

    static final Key<Duration> TIMEOUT = key("inspection.timeout", Forms.DURATION)
            .option("--timeout", "TIME")
            .preset(Duration.ofSeconds(60), "60s")
            .help("the longest that one run of the script may take")
            .as(experiment -> experiment.inspection().timeout());

    static final Key<Long> MEMORY = key("inspection.memory", Forms.SIZE)
            .option("--memory", "SIZE")
            .preset(1L << 30, "1Gi")
            .help("the most memory that one run may take")
            .as(experiment -> experiment.inspection().memory());

    static final Key<Double> CPUS = key("inspection.cpus", Forms.CPUS)
            .option("--cpus", "N")
            .preset(1.0, "1")
            .help("how many processors one run may keep busy")
            .as(experiment -> experiment.inspection().cpus());

    static final Key<Integer> BATCH_SIZE = key("inspection.batch-size", Forms.count(1))
            .option("--batch-size", "N")
            .preset(1, "1")
            .help("how often the script runs in each stack")
            .as(experiment -> experiment.inspection().batchSize());

    static final Key<Boolean> MEASURE = key("inspection.measure", Forms.SWITCH)
            .option("--measure", "", Style.SWITCH)
            .preset(false, "false")
            .help("whether to measure: one stack at a time, taking turns in rounds, with what slows down as a result")
            // Left out where it is off: then it changes nothing, and an experiment without it stays the one it was.
            .as(experiment -> experiment.inspection().measure() ? true : null);

    static final Key<Map<String, String>> VARIABLES = key(
                    "inspection.environment",
                    Forms.mapping(
                            "a mapping of variables to texts, such as {OMP_NUM_THREADS: \"1\"}",
                            name -> Optional.of(name).filter(n -> n.matches("[A-Za-z_][A-Za-z0-9_]*")),
                            "a variable's name: letters, digits and '_'",
                            Forms.LITERAL))
            .option("--env", "NAME=VALUE", Style.ASSIGNMENTS)
            .preset(Map.of(), "none")
            .help("environment variables for the script; no others of this machine reach it")
            .as(experiment -> experiment.inspection().environment());

    static final Key<List<ScriptFile>> FILES = key(
                    "inspection.files", Forms.set("a list of files", new ScriptFileForm()))
            .option("--file", "FILE", Style.REPEATED)
            .preset(List.of(), "none")
            .help("files that the script finds beside itself")
            .as(experiment -> experiment.inspection().files());

    static final Key<String> BASE = key(
                    "inspection.base",
                    Forms.matching(
                            "a container image such as python:3.11 or quay.io/team/base:v1",
                            "[A-Za-z0-9][A-Za-z0-9._:/@-]{0,254}"))
            .option("--base", "IMAGE")
            .preset(null, "the official Python image")
            .help("the image that stacks are built on, where inspections run as containers")
            .as(experiment -> experiment.inspection().base().orElse(null));

    static final Key<Map<String, String>> HARDWARE = key(
                    "inspection.hardware",
                    Forms.mapping(
                            "a mapping such as {cpu_family: 6, cpu_model: 94}",
                            name -> Optional.of(name).filter(HARDWARE_NAMES::contains),
                            "one of " + String.join(", ", HARDWARE_NAMES),
                            Forms.matching(
                                    "a number, or for 'processor' the value of the nodes' label",
                                    "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")))
            .option("--hardware", "NAME=VALUE", Style.ASSIGNMENTS)
            .preset(Map.of(), "any")
            .help("what the machine must have, where a cluster has several kinds; verified by each inspection")
            // Left out where there is none, as above.
            .as(experiment -> experiment.inspection().hardware().isEmpty()
                    ? null
                    : experiment.inspection().hardware());

    static final Key<Duration> BUDGET_TIME = key("budget.time", Forms.DURATION)
            .option("--budget-time", "TIME")
            .preset(null, "no limit")
            .help("the longest that all inspections together may take")
            .as(experiment -> experiment.budget().time().orElse(null));

    static final Key<Integer> BUDGET_INSPECTIONS = key("budget.inspections", Forms.count(1))
            .option("--budget-inspections", "N")
            .preset(500, "500")
            .help("the most inspections; what is not reached is reported as such")
            .as(experiment -> experiment.budget().inspections());

    static final Key<Integer> BUDGET_PROBES = key("budget.probes", Forms.count(0))
            .option("--budget-probes", "N")
            .preset(200, "200")
            .help(
                    "the most further runs to find out which versions are to blame for failures, and which are slower; 0: do not search")
            .as(experiment -> experiment.budget().probes());

    static final Key<Boolean> PRE_RELEASES = key("pre-releases", Forms.SWITCH)
            .option("--pre-releases", "", Style.SWITCH)
            .preset(false, "false: only where a specifier names one, as pip does")
            .help("whether pre-releases count everywhere")
            .as(Experiment::preReleases);

    static final Key<SourceDistributions> SOURCE_DISTRIBUTIONS = key(
                    "source-distributions", PackageForms.SOURCE_DISTRIBUTIONS)
            .option("--source-distributions", "never|all|NAMES")
            .preset(new SourceDistributions.Never(), "never")
            .help("whether versions without a fitting wheel may be built: never, all, or of which packages")
            .as(Experiment::sourceDistributions);

    static final Key<Map<String, SpecifierSet>> PACKAGES = key("packages", PackageForms.LIMITS)
            .option("--package", "SPECIFIED", Style.SPECIFIERS)
            .preset(Map.of(), "none")
            .help("extra limits on any package, required or not, such as numpy<2")
            .as(Experiment::limits);

    static final Key<Integer> NEWEST = key("versions.newest", Forms.count(1))
            .option("--newest", "N")
            .preset(null, "all")
            .help("only so many of the newest versions of each package")
            .as(experiment -> boxed(experiment.versions().newest()));

    static final Key<Boolean> ONE_PER_MINOR = key("versions.one-per-minor", Forms.SWITCH)
            .option("--one-per-minor", "", Style.SWITCH)
            .preset(false, "false")
            .help("only the newest of each minor series (of 1.2.0, 1.2.1 and 1.3.0 the last two)")
            .as(experiment -> experiment.versions().onePerMinor());

    static final Key<String> INDEX = key("index-url", Forms.URL)
            .option("--index-url", "URL")
            .preset(null, "the one pip is configured with")
            .help("the package index")
            .as(experiment -> experiment.indexes().index().orElse(null));

    static final Key<List<String>> EXTRA_INDEXES = key("extra-index-urls", Forms.list("a list of addresses", Forms.URL))
            .option("--extra-index-url", "URL", Style.REPEATED)
            .preset(List.of(), "those pip is configured with")
            .help("further package indexes")
            .as(experiment -> experiment.indexes().extra());

    private Keys() {}

    /** In the order in which they are documented. */
    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    /** Short ways to write a mapping with one key: {@code strategy: latest}. */
    static Map<String, String> shortcuts() {
        return Map.of("strategy", "strategy.name", "project", "project.file");
    }

    private static Map<String, StrategyName> strategies() {
        Map<String, StrategyName> words = new LinkedHashMap<>();
        for (StrategyName name : StrategyName.values()) {
            words.put(name.written(), name);
        }
        return words;
    }

    private static Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static <T> Draft<T> key(String path, Form<T> form) {
        Draft<T> draft = new Draft<>();
        draft.path = path;
        draft.form = form;
        return draft;
    }

    private static final class Draft<T> {
        private String path;
        private Form<T> form;
        private CommandLineTwin option;
        private T preset;
        private String presetText = "none";
        private String help;

        Draft<T> option(String name, String label) {
            return option(name, label, Style.SINGLE);
        }

        Draft<T> option(String name, String label, Style style) {
            option = new CommandLineTwin(name, label, style);
            return this;
        }

        Draft<T> preset(T value, String text) {
            preset = value;
            presetText = text;
            return this;
        }

        Draft<T> help(String phrase) {
            help = phrase;
            return this;
        }

        /** A key whose value stands in the experiment as it is. */
        Key<T> as(Function<Experiment, T> value) {
            return add(Optional.of(value));
        }

        /** A key that says where to find the values of other keys. */
        Key<T> read() {
            return add(Optional.empty());
        }

        private Key<T> add(Optional<Function<Experiment, T>> value) {
            Key<T> key = new Key<>(path, form, preset, presetText, option, help, value);
            ALL.add(key);
            return key;
        }
    }
}
