package monkey.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import monkey.jobs.experiment.ExperimentReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What can be said without doing anything: help, and what is wrong with what was typed. */
class CommandLineTest {
    private final CapturedTerminal terminal = new CapturedTerminal();

    @TempDir
    Path folder;

    /** To bring the file up to date: delete it and run this test. */
    @Test
    void help_teaches() throws Exception {
        assertThat(terminal.monkey("--help")).isEqualTo(ExitCode.DONE);

        Path kept = Path.of("src/test/resources/monkey/jobs/command/help.txt");
        if (Files.notExists(kept)) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, terminal.answered());
        }
        assertThat(kept).hasContent(terminal.answered());
        assertThat(terminal.answered().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void version_is_one_line() {
        assertThat(terminal.monkey("--version")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).matches("Dependency Monkey \\S+\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "learn", "count", "resolve", "graph"})
    void commands_that_take_an_experiment_document_an_option_for_each_key(String command) {
        assertThat(terminal.monkey(command, "--help")).isEqualTo(ExitCode.DONE);

        assertThat(ExperimentReader.options())
                .allSatisfy(option -> assertThat(terminal.answered())
                        .contains(option.toggle() ? option.name().replace("--", "--[no-]") : option.name()));
        assertThat(terminal.answered()).contains("Example").doesNotContain("%n", "${");
    }

    /** The list is made of names and headlines alone: what it promises is there, and under that name. */
    @Test
    void every_command_of_the_list_has_help_of_its_own() {
        RootCommand.COMMANDS.forEach((name, type) -> {
            assertThat(terminal.monkey(name, "--help")).isEqualTo(ExitCode.DONE);
            CommandLine.Command declared = type.getAnnotation(CommandLine.Command.class);
            assertThat(declared.name()).isEqualTo(name);
            assertThat(terminal.answered()).contains("Usage: monkey " + name, declared.header()[0]);
            assertThat(terminal.answered().lines())
                    .as("lines that are not broken once more")
                    .contains(declared.description());
        });
    }

    @Test
    void help_and_version_stand_above_what_follows_them() {
        assertThat(terminal.monkey("--help", "count")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).startsWith("Usage: monkey [-hV] COMMAND");
        assertThat(terminal.monkey("--version", "count")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).startsWith("Dependency Monkey");
    }

    @Test
    void a_misspelt_command_is_told_the_one_that_was_meant() {
        assertThat(terminal.monkey("rnu", "experiment.yaml")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .isEqualTo("monkey: there is no command 'rnu'. Did you mean 'run'? See 'monkey --help'.\n");
    }

    @Test
    void a_report_that_could_not_be_written_is_told_before_anything_is_run() throws Exception {
        Path file = Files.writeString(folder.resolve("report"), "");

        assertThat(terminal.monkey("run", "flask", "--script-text", "1", "--output", file.toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .isEqualTo("the report cannot go into '" + file + "': " + file
                        + " is no folder. Give --output DIR, a folder that is there or can be made.\n");

        assertThat(terminal.monkey(
                        "report", "1", "--output", file.resolve("below").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).contains(file + " is no folder");
    }

    @Test
    void unknown_option_before_the_command_is_the_one_that_is_named() {
        assertThat(terminal.monkey("--ofline", "count", "flask", "--python", "3.11"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).isEqualTo("monkey: Unknown option: '--ofline'\nSee 'monkey --help'.\n");
    }

    @Test
    void without_a_command_there_is_the_help_and_a_failure() {
        assertThat(terminal.monkey()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).contains("Usage: monkey", "Commands:");
    }

    @Test
    void unknown_option_is_answered_with_the_nearest_one() {
        assertThat(terminal.monkey("count", "flask", "--limt", "3")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .startsWith("monkey count: Unknown option")
                .contains("'--limt'", "Did you mean '--limit'?")
                .endsWith("See 'monkey count --help'.\n");
    }

    @Test
    void unknown_command_is_answered_with_the_nearest_one() {
        assertThat(terminal.monkey("cuont", "flask")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).contains("Did you mean").contains("count").contains("See 'monkey --help'.");
    }

    @Test
    void option_without_its_value_is_a_mistake() {
        assertThat(terminal.monkey("count", "flask", "--limit", "--seed", "3")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).contains("--limit").contains("See 'monkey count --help'.");
    }

    @Test
    void mistakes_in_an_experiment_are_said_without_starting_anything() throws Exception {
        Path experiment = folder.resolve("e.yaml");
        Files.writeString(experiment, "name: a\nrequirements: [\"flask>=\"]\nstratgy: all\n");

        assertThat(terminal.monkey(
                        "count",
                        experiment.toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(terminal.said().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(experiment.toString()));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void two_experiments_at_once_are_too_many() {
        assertThat(terminal.monkey("count", "a.yaml", "b.yaml")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .isEqualTo("'a.yaml' 'b.yaml' is more than one thing to look at."
                        + " Name one experiment file, or requirements only.\n");
    }

    @Test
    void home_that_cannot_be_written_is_named_with_what_to_do() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(terminal.monkey("runs", "--home", file.resolve("home").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(terminal.said())
                .startsWith("nothing can be kept in '" + file.resolve("home") + "': ")
                .endsWith(". Name a folder that you may write, by --home or MONKEY_HOME.\n");
    }

    @Test
    void python_that_is_not_here_is_answered_with_those_that_are() {
        assertThat(terminal.monkey(
                        "count",
                        "flask",
                        "--python",
                        "3.99",
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(terminal.said()).startsWith("Python 3.99 is not on this machine; here are 3.");
        assertThat(folder.resolve("home/postgres")).doesNotExist();
    }
}
