package monkey.jobs.command;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.dataset.learning.VersionFacts;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.Version;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known. */
@Command(
        name = "show",
        header = "Show all that is known of a package or of one of its versions.",
        description = {
            "",
            "Versions, whether an index still has them, where they were solved and how that ended, what they",
            "require, what their code was seen to do, and through which message it was learnt. No index is",
            "asked.",
            ""
        },
        sortOptions = false,
        footer = {"", "Examples:", "  monkey show package flask", "  monkey show package flask==2.0.1 --json"})
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "package", index = "0", description = "what is to be shown")
    private String kind;

    @Parameters(paramLabel = "NAME[==VERSION]", index = "1", description = "of which package, or version")
    private String subject;

    @Option(names = "--json", description = "say it in JSON")
    private boolean json;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!kind.equals("package")) {
            throw CommandException.wrongInput(
                    "'" + kind + "' is nothing that can be shown. Write: monkey show package NAME.");
        }
        String[] parts = subject.split("==", 2);
        String name = name(parts[0].strip());
        Version version = parts.length == 1 ? null : version(parts[1].strip());
        List<VersionFacts> facts;
        try (Database database = Database.open(common.home())) {
            facts = Dataset.open(database.dataSource()).facts().of(name).stream()
                    .filter(one ->
                            version == null || Version.parse(one.version()).equals(version))
                    .sorted(Comparator.comparing((VersionFacts one) -> Version.parse(one.version()))
                            .reversed())
                    .toList();
        }
        if (facts.isEmpty()) {
            throw CommandException.wrongInput("nothing is known of " + subject
                    + ". 'monkey learn', a run, or an UnresolvedPackage message would have it learnt.");
        }
        if (json) {
            terminal.answer(FactsText.json(facts));
        } else {
            FactsText.lines(facts, version != null).forEach(terminal::answer);
        }
        return ExitCode.DONE;
    }

    private static String name(String written) {
        try {
            return PackageName.of(written).toString();
        } catch (InvalidNotationException e) {
            throw CommandException.wrongInput("'" + written + "' is no package's name: " + e.getMessage());
        }
    }

    private static Version version(String written) {
        try {
            return Version.parse(written);
        } catch (InvalidNotationException e) {
            throw CommandException.wrongInput("'" + written + "' is no version: " + e.getMessage());
        }
    }
}
