package monkey.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.ExperimentReader;
import monkey.jobs.experiment.InvalidExperimentException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An experiment as it is given to a command: a file, or requirements, and an option for each of its keys. */
final class ExperimentArguments {
    @Parameters(
            paramLabel = "EXPERIMENT|REQUIREMENT",
            arity = "0..*",
            description = "an experiment file, or requirements such as 'flask>=1.0,<2.3' (the same as --require)")
    private List<String> subjects = List.of();

    @Option(
            names = "--amun-context",
            paramLabel = "FILE",
            description =
                    "fill what the experiment says of inspections from one of Amun's specifications, without 'python'")
    private Path amunContext;

    private Optional<AmunContext> context = Optional.empty();

    @Option(names = "--offline", description = "ask no package index: go by what is known already")
    private boolean offline;

    /** Gives a command an option for each key. */
    static void addOptions(CommandSpec spec) {
        for (ExperimentReader.Option option : ExperimentReader.options()) {
            OptionSpec.Builder builder = OptionSpec.builder(option.name())
                    .paramLabel(option.label())
                    .description((option.help() + " [" + option.key() + "; default: " + option.preset() + "]")
                            .replace("%", "%%"));
            if (option.repeatable()) {
                builder.type(List.class).auxiliaryTypes(String.class).arity("1");
            } else if (option.toggle()) {
                // Without a parameter, which would be taken for the experiment's name by whoever reads fast, us
                // included.
                builder.type(Boolean.class).arity("0").negatable(true);
            } else {
                builder.type(String.class).arity("1");
            }
            spec.addOption(builder.build());
        }
    }

    /** @param scriptNeeded whether an experiment without a script is a mistake */
    Experiment read(CommandSpec spec, boolean scriptNeeded, Progress progress) throws InvalidExperimentException {
        Map<String, List<String>> options = given(spec);
        context = Optional.ofNullable(amunContext).map(file -> new AmunContext(AmunDocuments.read(file, progress)));
        context.ifPresent(known -> known.addTo(options));
        List<String> files =
                subjects.stream().filter(ExperimentArguments::isFile).toList();
        if (files.size() > 1 || files.size() == 1 && subjects.size() > 1) {
            throw CommandException.wrongInput("'" + String.join("' '", subjects)
                    + "' is more than one thing to look at. Name one experiment file, or requirements only.");
        }
        if (files.isEmpty() && !subjects.isEmpty()) {
            options.merge("--require", subjects, ExperimentArguments::concatenated);
        }
        ExperimentReader.Reading reading = ExperimentReader.read(
                files.stream().findFirst().map(Path::of), options, Path.of("").toAbsolutePath(), scriptNeeded);
        reading.notices().forEach(notice -> progress.note("note: " + notice));
        return context.map(known -> known.filled(reading.experiment())).orElse(reading.experiment());
    }

    /** What was asked for besides, and no backend can heed. */
    List<String> unheeded() {
        return context.map(AmunContext::unheeded).orElse(List.of());
    }

    boolean offline() {
        return offline;
    }

    private static Map<String, List<String>> given(CommandSpec spec) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (ExperimentReader.Option option : ExperimentReader.options()) {
            Optional.ofNullable(spec.commandLine().getParseResult().matchedOption(option.name()))
                    .map(OptionSpec::getValue)
                    .ifPresent(value -> given.put(option.name(), texts(value)));
        }
        return given;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    private static boolean isFile(String subject) {
        return subject.matches(".*\\.(ya?ml|json)") || Files.isRegularFile(Path.of(subject));
    }

    private static List<String> concatenated(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
