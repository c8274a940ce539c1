package monkey.jobs.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import monkey.dataset.digest.Sha256;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;

/**
 * What to test. Every default is already filled in, every file it names is already read, so that two equal experiments
 * are the same experiment wherever they were written; {@link #digest()} says so in 64 characters. The keys and their
 * defaults are documented in {@link Keys}.
 *
 * @param name of the experiment, fit for a directory's name
 * @param requirements of the user's project, all to be met; never empty
 * @param environments each explored and reported by itself; never empty, names differ
 * @param before only files uploaded before this moment
 * @param script empty where only the stacks are asked for
 * @param preReleases also where no specifier names one
 * @param limits extra specifiers on packages, by normalized name, whether or not a requirement reaches them
 * @param indexes addresses that replace or extend what pip is configured with
 */
public record Experiment(
        String name,
        List<RootRequirement> requirements,
        List<TargetEnvironment> environments,
        Optional<Instant> before,
        Strategy strategy,
        Optional<Script> script,
        Inspection inspection,
        Budget budget,
        boolean preReleases,
        SourceDistributions sourceDistributions,
        Map<String, SpecifierSet> limits,
        Versions versions,
        Indexes indexes) {

    /** A requirement and where it was written, to point at when it turns out that nothing meets it. */
    public record RootRequirement(Requirement requirement, Place place) {}

    /**
     * @param name in reports and on standard output; holds no blank
     * @param python as asked for: {@code 3}, {@code 3.11} or {@code 3.11.7}
     */
    public record TargetEnvironment(String name, String python) {}

    /**
     * How stacks are chosen out of the space.
     *
     * @param strength size of the tuples that {@code cover} covers; at least 1
     * @param limit the most stacks to choose; empty for no limit
     */
    public record Strategy(StrategyName name, int strength, OptionalInt limit, long seed) {}

    /** See {@code --help} for what each one chooses. */
    public enum StrategyName {
        ALL,
        LATEST,
        SAMPLE,
        COVER;

        /** As written in an experiment and on the resolver's command line. */
        public String written() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param text Python source
     * @param place the file it came from, or where it stands in the experiment
     */
    public record Script(String text, Place place) {}

    /**
     * How one stack is inspected.
     *
     * @param timeout of one run of the script
     * @param memory bytes
     * @param cpus processors' worth of time; positive
     * @param batchSize how many times the script runs; at least 1
     * @param measure whether items are measured, in rounds
     * @param environment variables that the script sees
     * @param base container image that environments are made on, where inspections run as containers; empty for the usual one
     * @param hardware that the machine must have, by Amun's names: {@code cpu_family}, {@code cpu_model}, {@code processor},
     *     {@code physical_cpus}
     */
    public record Inspection(
            Duration timeout,
            long memory,
            double cpus,
            int batchSize,
            boolean measure,
            Map<String, String> environment,
            List<ScriptFile> files,
            Optional<String> base,
            Map<String, String> hardware) {}

    /**
     * A file laid beside the script.
     *
     * @param path where the script finds it, relative to its working directory
     * @param source where it is read from
     * @param sha256 of its content, 64 hex digits
     */
    public record ScriptFile(String path, java.nio.file.Path source, String sha256) {}

    /**
     * What a run may cost; what is not reached is reported as such.
     *
     * @param probes how many runs searches for causes, and for what is slower, may add; 0 for no search
     */
    public record Budget(Optional<Duration> time, int inspections, int probes) {}

    /** How much of each package's history is looked at. */
    public record Versions(OptionalInt newest, boolean onePerMinor) {}

    /**
     * @param index takes the place of pip's own; empty for pip's
     * @param extra take the place of pip's extra ones; empty for pip's
     */
    public record Indexes(Optional<String> index, List<String> extra) {}

    public Experiment {
        requirements = List.copyOf(requirements);
        environments = List.copyOf(environments);
    }

    /** The same with other inspections. */
    public Experiment with(Inspection other) {
        return new Experiment(
                name,
                requirements,
                environments,
                before,
                strategy,
                script,
                other,
                budget,
                preReleases,
                sourceDistributions,
                limits,
                versions,
                indexes);
    }

    /** One line of JSON: every key with its value, defaults included, files by their content. Reads as an experiment. */
    public String canonicalJson() {
        return CanonicalJson.of(this);
    }

    /** SHA-256 of {@link #canonicalJson()}, 64 hex digits: equal exactly for equal experiments. */
    public String digest() {
        return Sha256.of(canonicalJson());
    }
}
