package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements files as pip reads them, projects as PEP 621 and PEP 735 describe them. */
class RequirementSourcesTest {
    private static final String PROJECT = """
            [project]
            name = "My_App"
            dependencies = [
              "flask>=1",
              "jinja2",
            ]
            [project.optional-dependencies]
            Async_IO = ["asgiref"]
            all = ["my-app[async-io]", "tomli; python_version < '3.11'"]
            [dependency-groups]
            test = ["pytest", {include-group = "base"}]
            base = ["coverage"]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("pyproject.toml"), PROJECT);
    }

    @Test
    void requirements_file_is_read_as_pip_reads_it() throws Exception {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("requirements.txt"), """
                # a comment
                --index-url https://example.org/simple
                --extra-index-url=https://example.com/simple
                flask >= 1.0, \\
                    < 2.3      # with a comment
                jinja2<3.2 ; python_version >= "3.8" \\
                    --hash=sha256:00
                -rmore/others.txt
                -c more/limits.txt
                --pre
                --only-binary :all:
                """);
        Files.writeString(folder.resolve("more/others.txt"), "werkzeug\n");
        Files.writeString(folder.resolve("more/limits.txt"), "markupsafe<2.1\nfoo; python_version < '3'\n");

        ExperimentReader.Reading reading = read(Map.of("--requirements-file", List.of("requirements.txt")));
        Experiment experiment = reading.experiment();

        assertThat(experiment.requirements())
                .extracting(r -> r.place() + " " + r.requirement())
                .containsExactly(
                        "requirements.txt:4:1 flask >= 1.0,  < 2.3",
                        "requirements.txt:6:1 jinja2<3.2 ; python_version >= \"3.8\"",
                        "more/others.txt:1:1 werkzeug");
        assertThat(experiment.limits()).hasToString("{markupsafe=<2.1}");
        assertThat(experiment.indexes())
                .isEqualTo(new Experiment.Indexes(
                        Optional.of("https://example.org/simple"), List.of("https://example.com/simple")));
        assertThat(experiment.preReleases()).isTrue();
        assertThat(reading.notices())
                .extracting(Problem::toString)
                .containsExactly(
                        "more/limits.txt:2:1: the constraint 'foo; python_version < '3'' has a marker."
                                + " It is passed over: limits hold in every environment.",
                        "requirements.txt:6:1: options after 'jinja2<3.2 ; python_version >= \"3.8\"' are passed over."
                                + " Files are checked against the hashes of the index.",
                        "requirements.txt:11:1: the option '--only-binary' is passed over."
                                + " It has no meaning here. See 'source-distributions' of the experiment.");
    }

    @Test
    void mistakes_in_a_requirements_file_are_pointed_at_there() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), """
                flask
                jinja2=3
                -e .
                ./local
                https://example.org/a.whl
                -r requirements.txt
                -r nowhere.txt
                --unheard-of
                """);

        assertThat(mistakes(Map.of("--requirements-file", List.of("requirements.txt"))))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("requirements.txt:2:7: bad requirement 'jinja2=3': "),
                        one -> assertThat(one)
                                .startsWith("requirements.txt:3:1: an editable project cannot be put into a stack."),
                        one -> assertThat(one)
                                .startsWith("requirements.txt:4:1: './local' is a file or an address, and no index"),
                        one -> assertThat(one)
                                .startsWith("requirements.txt:5:1: 'https://example.org/a.whl' is a file"),
                        one -> assertThat(one)
                                .isEqualTo(
                                        "requirements.txt:6:4: 'requirements.txt' includes itself. Remove this line."),
                        one -> assertThat(one)
                                .startsWith("requirements.txt:7:4: there is no requirements file 'nowhere.txt'. "),
                        one -> assertThat(one).startsWith("requirements.txt:8:1: unknown option '--unheard-of'. "));
    }

    @Test
    void projects_dependencies_are_read_with_their_places() throws Exception {
        assertThat(requirements(Map.of("--project", List.of("pyproject.toml"))))
                .containsExactly("pyproject.toml:4:4 flask>=1", "pyproject.toml:5:4 jinja2");
    }

    @Test
    void extras_and_groups_are_added_with_what_they_include() throws Exception {
        assertThat(requirements(
                        Map.of("--project", List.of("."), "--extra", List.of("ALL"), "--group", List.of("test"))))
                .containsExactly(
                        "./pyproject.toml:4:4 flask>=1",
                        "./pyproject.toml:5:4 jinja2",
                        "./pyproject.toml:9:29 tomli; python_version < '3.11'",
                        "./pyproject.toml:8:14 asgiref",
                        "./pyproject.toml:11:10 pytest",
                        "./pyproject.toml:12:10 coverage");
    }

    @Test
    void project_in_the_file_takes_extras_and_groups_too() throws Exception {
        Files.writeString(
                folder.resolve("e.yaml"),
                "name: a\nproject: {file: pyproject.toml, extras: [async-io], groups: [base]}\n");

        Experiment experiment = ExperimentReader.read(Optional.of(Path.of("e.yaml")), Map.of(), folder, false)
                .experiment();

        assertThat(experiment.requirements())
                .extracting(r -> r.requirement().name().toString())
                .containsExactly("flask", "jinja2", "asgiref", "coverage");
    }

    @Test
    void unknown_extras_and_groups_are_answered_with_those_there_are() {
        assertThat(mistakes(Map.of(
                        "--project", List.of("pyproject.toml"),
                        "--extra", List.of("al"),
                        "--group", List.of("docs"))))
                .containsExactly(
                        "--project:1:1: pyproject.toml has no extra 'al'. Did you mean 'all'? There are: Async_IO, all.",
                        "--project:1:1: pyproject.toml has no dependency group 'docs'. There are: base, test.");
    }

    @Test
    void mistakes_in_a_project_are_pointed_at_there() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"), "[project]\ndependencies = [\"flask>=1\", \"jinja2=3\", 4]\n");
        assertThat(mistakes(Map.of("--project", List.of("pyproject.toml"))))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("pyproject.toml:2:36: bad requirement 'jinja2=3': "),
                        one -> assertThat(one).startsWith("pyproject.toml:2:41: this is not a requirement. "));

        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndynamic = [\"dependencies\"]\n");
        assertThat(mistakes(Map.of("--project", List.of("pyproject.toml"))))
                .first()
                .asString()
                .startsWith("pyproject.toml:2:12: the project's dependencies are dynamic");

        Files.writeString(folder.resolve("pyproject.toml"), "[tool.poetry]\nname = 'a'\n");
        assertThat(mistakes(Map.of("--project", List.of("pyproject.toml"))))
                .first()
                .asString()
                .startsWith("pyproject.toml:1:1: there is no [project] table");

        Files.writeString(folder.resolve("pyproject.toml"), "[project\n");
        assertThat(mistakes(Map.of("--project", List.of("pyproject.toml"))))
                .first()
                .asString()
                .startsWith("pyproject.toml:1:9: malformed TOML, ");
    }

    @Test
    void groups_that_include_each_other_end() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[dependency-groups]\na = [{include-group = 'b'}]\nb = [{include-group = 'a'}]\n");

        assertThat(mistakes(Map.of("--project", List.of("pyproject.toml"), "--group", List.of("a"))))
                .containsExactly("pyproject.toml:3:6: the dependency group 'a' includes itself. Remove this include.");
    }

    private ExperimentReader.Reading read(Map<String, List<String>> options) throws Exception {
        return ExperimentReader.read(Optional.empty(), options, folder, false);
    }

    private List<String> requirements(Map<String, List<String>> options) throws Exception {
        return read(options).experiment().requirements().stream()
                .map(r -> r.place() + " " + r.requirement())
                .toList();
    }

    private List<String> mistakes(Map<String, List<String>> options) {
        return catchThrowableOfType(InvalidExperimentException.class, () -> read(options))
                .getMessage()
                .lines()
                .toList();
    }
}
