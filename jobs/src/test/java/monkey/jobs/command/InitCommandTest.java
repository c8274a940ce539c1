package monkey.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.ExperimentReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    Path folder;

    private final CapturedTerminal terminal = new CapturedTerminal();

    @BeforeEach
    void project() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[project]\nname = 'app'\ndependencies = ['flask>=1', 'PyYAML', 'flask-login', 'flask']\n");
    }

    @Test
    void experiment_of_a_project_can_be_run_as_it_is() throws Exception {
        Path written = folder.resolve("below/mine.yaml");

        assertThat(init(folder.resolve("pyproject.toml"), "-o", written.toString()))
                .isEqualTo(ExitCode.DONE);

        Experiment experiment = ExperimentReader.read(Optional.of(written), Map.of(), folder, true)
                .experiment();
        assertThat(experiment.requirements())
                .extracting(r -> r.requirement().toString())
                .containsExactly("flask>=1", "PyYAML", "flask-login", "flask");
        assertThat(experiment.script().orElseThrow().text())
                .isEqualTo("import flask\nimport yaml\nimport flask_login\n");
        assertThat(experiment.before()).isPresent();
        assertThat(experiment.environments()).hasSize(1);
        assertThat(experiment.name()).isEqualTo(folder.getFileName().toString());
    }

    @Test
    void every_key_is_explained() throws Exception {
        init(folder.resolve("pyproject.toml"), "-o", "-");

        assertThat(ExperimentReader.options())
                .extracting(option -> option.key().replaceAll(".*\\.", ""))
                .allSatisfy(key -> assertThat(terminal.answered()).contains(key));
    }

    @Test
    void keys_that_are_commented_out_can_be_taken_in() throws Exception {
        Path written = folder.resolve("all.yaml");
        init(folder.resolve("pyproject.toml"), "-o", written.toString());
        Files.writeString(written, Files.readString(written).replaceAll("(?m)^# (?=[a-z-]+: )", ""));

        Experiment experiment = ExperimentReader.read(Optional.of(Path.of("all.yaml")), Map.of(), folder, true)
                .experiment();

        assertThat(experiment.limits()).containsKey("numpy");
        assertThat(experiment.versions().onePerMinor()).isTrue();
    }

    @Test
    void requirements_file_is_referred_to() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "flask\n");

        init(folder.resolve("requirements.txt"), "-o", folder.resolve("e.yaml").toString());

        assertThat(folder.resolve("e.yaml")).content().contains("\nrequirements-file: requirements.txt\n");
    }

    @Test
    void file_that_is_there_is_replaced_only_by_force() throws Exception {
        Path written = folder.resolve("e.yaml");
        Files.writeString(written, "mine");

        assertThat(init(folder.resolve("pyproject.toml"), "-o", written.toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .isEqualTo("'" + written
                        + "' is there already. Name another file by --output, or replace it by --force.\n");
        assertThat(written).hasContent("mine");

        assertThat(init(folder.resolve("pyproject.toml"), "--force", "-o", written.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(written).content().startsWith("# What to test.");
    }

    @Test
    void source_that_is_not_there_is_named() {
        assertThat(init(folder.resolve("nowhere.txt"), "-o", "-")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).startsWith("--requirements-file:1:1: there is no requirements file '");
    }

    private int init(Path source, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("init", source.toString()));
        arguments.addAll(List.of(more));
        return terminal.monkey(arguments.toArray(String[]::new));
    }
}
