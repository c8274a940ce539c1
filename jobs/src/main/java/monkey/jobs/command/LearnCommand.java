package monkey.jobs.command;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.reach.LeftOut;
import monkey.jobs.workbench.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Learns what requirements reach, and says how much that is. */
@Command(
        name = "learn",
        header = "Learn from the package indexes what requirements reach.",
        description = {
            "",
            "Reads the pages and the metadata of the packages that the requirements reach, and of no others.",
            "What was learnt within the hour is not asked for again. Other commands do the same by themselves:",
            "this one is for doing it ahead of time, and for seeing what there is.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  monkey learn 'flask>=1.0,<2.3' pandas --python 3.11",
            "  monkey learn experiment.yaml",
        })
final class LearnCommand implements Callable<Integer>, ExperimentCommand {
    @Mixin
    private ExperimentArguments arguments;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    LearnCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidExperimentException {
        try (Session session = Session.open(arguments, common, spec, terminal, false)) {
            for (Target target : session.targets()) {
                Encoding space = session.encode(target);
                terminal.answer(target.name() + ": " + target.environment().title() + ", " + space.packageCount()
                        + " packages, " + space.versionCount() + " versions" + leftOut(space));
            }
            return ExitCode.DONE;
        }
    }

    private static String leftOut(Encoding space) {
        Map<String, Long> reasons = space.leftOut().stream()
                .collect(Collectors.groupingBy(LeftOutWords::of, TreeMap::new, Collectors.counting()));
        return reasons.isEmpty()
                ? ""
                : "; left out "
                        + reasons.entrySet().stream()
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .collect(Collectors.joining(", "));
    }

    /** Reasons as parts of a sentence. */
    private static final class LeftOutWords {
        private static String of(LeftOut left) {
            return switch (left.reason()) {
                case MISSING -> "missing";
                case UPLOADED_LATER -> "uploaded later";
                case SOURCE_ONLY -> "without a wheel";
                case NO_COMPATIBLE_WHEEL -> "without a fitting wheel";
                case REQUIRES_PYTHON -> "for other Pythons";
                case METADATA -> "without readable metadata";
                case LIMITED -> "by your limits";
                case YANKED -> "yanked";
                case PRE_RELEASE -> "pre-releases";
                case BROKEN_REQUIREMENT -> "whose requirements nothing meets";
            };
        }
    }
}
