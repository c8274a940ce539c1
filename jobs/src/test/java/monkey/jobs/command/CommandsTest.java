package monkey.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import monkey.amun.interpreters.Interpreters;
import monkey.dataset.Dataset;
import monkey.dataset.run.RunStore;
import monkey.jobs.choose.GraphText;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import monkey.jobs.workbench.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands on a miniature index with a database of their own: what they answer, what they say, how they end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private static final String PYTHON = Interpreters.onThisMachine().find("3").version();

    private final CapturedTerminal terminal = new CapturedTerminal();
    private MiniatureIndex index;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /** Three applications over three libraries: 1.0 takes old ones, 2.0 any, 3.0 new ones only. */
    @BeforeAll
    void start() {
        index = MiniatureIndex.start()
                .add(
                        Release.wheel("app", "1.0").requires("lib<2"),
                        Release.wheel("app", "2.0").requires("lib"),
                        Release.wheel("app", "3.0").requires("lib>=3"),
                        Release.wheel("lib", "1.0"),
                        Release.wheel("lib", "2.0"),
                        Release.wheel("lib", "3.0"),
                        Release.wheel("late", "1.0").requires("app").uploaded("2021-01-01T00:00:00Z"));
        assertThat(terminal.monkey("services", "start", "--home", home())).isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    void stop() {
        terminal.monkey("services", "stop", "--home", home());
        index.close();
    }

    @Test
    void count_is_one_number() {
        assertThat(monkey("count", "app")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).isEqualTo("5\n");
    }

    @Test
    void count_of_several_environments_is_a_line_each() throws Exception {
        Path experiment = folder.resolve("two.yaml");
        Files.writeString(
                experiment,
                "name: two\nrequirements: [app]\nenvironments: [{python: %1$s, name: one}, {python: %1$s, name: other}]\n"
                        .formatted(PYTHON));

        assertThat(terminal.monkey("count", experiment.toString(), "--home", home(), "--index-url", index.url()))
                .isEqualTo(ExitCode.DONE);

        assertThat(terminal.answered()).isEqualTo("one 5\nother 5\n");
    }

    @Test
    void options_narrow_the_space() {
        assertThat(monkey("count", "app", "--package", "lib<3")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).isEqualTo("3\n");
        monkey("count", "--newest", "1", "app", "lib");
        assertThat(terminal.answered()).isEqualTo("1\n");
        assertThat(monkey("count", "--one-per-minor", "app")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).isEqualTo("5\n");
        assertThat(monkey("count", "--no-one-per-minor", "app")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).isEqualTo("5\n");
    }

    @Test
    void stacks_are_written_a_line_each_with_names_sorted() {
        assertThat(monkey("resolve", "app", "--strategy", "all")).isEqualTo(ExitCode.DONE);

        assertThat(terminal.answered().lines())
                .containsExactlyInAnyOrder(
                        "app==1.0 lib==1.0",
                        "app==2.0 lib==1.0",
                        "app==2.0 lib==2.0",
                        "app==2.0 lib==3.0",
                        "app==3.0 lib==3.0");
        assertThat(terminal.said()).endsWith("python-" + PYTHON + ": complete, 5 stacks\n");
    }

    @Test
    void latest_is_what_an_installer_would_pick() {
        monkey("resolve", "app", "--strategy", "latest");
        assertThat(terminal.answered()).isEqualTo("app==3.0 lib==3.0\n");
    }

    @Test
    void stacks_in_json_are_one_document() {
        monkey("resolve", "app<2", "--strategy", "all", "--format", "json");

        JsonNode environment = JsonMapper.shared()
                .readTree(terminal.answered())
                .get("environments")
                .get(0);
        assertThat(environment.get("name").asString()).isEqualTo("python-" + PYTHON);
        assertThat(environment.get("stacks").toString()).isEqualTo("[[\"app==1.0\",\"lib==1.0\"]]");
        assertThat(environment.get("ending").asString()).isEqualTo("complete");
    }

    @Test
    void graph_is_the_resolvers_and_names_its_ids() {
        monkey("graph", "app", "-q");

        assertThat(terminal.answered()).contains("types 0 # 0 app==1.0\n", "# 5 lib==3.0\n", "direct 0 1 2\n");
        assertThat(GraphText.read(terminal.answered()).pairCount()).isEqualTo(5);
        assertThat(terminal.said()).isEmpty();
    }

    @Test
    void learning_says_how_much_there_is() {
        assertThat(monkey("learn", "app", "--before", "2020-06-01")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).matches("python-\\S+: CPython .*, 2 packages, 6 versions\n");
    }

    @Test
    void requirements_that_nothing_meets_are_explained() {
        assertThat(monkey("count", "app>=3", "lib<2")).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(terminal.answered()).isEqualTo("0\n");
        assertThat(terminal.said())
                .contains("no stack meets these requirements on CPython " + PYTHON)
                .contains("--require:1:1: 'app>=3' is required", "--require:1:1: 'lib<2' is required")
                .contains("app 3.0 requires lib>=3");
    }

    @Test
    void run_of_requirements_that_nothing_meets_is_no_run() {
        assertThat(monkey(
                        "run",
                        "app>=3",
                        "lib<2",
                        "--script-text",
                        "import app",
                        "-o",
                        folder.resolve("r").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(folder.resolve("r")).doesNotExist();
        terminal.monkey("runs", "--home", home(), "--format", "json");
        assertThat(terminal.answered()).isEqualTo("[]\n");
    }

    @Test
    void package_that_no_index_has_is_named_with_where_it_is_required_and_what_may_be_meant() throws Exception {
        monkey("count", "app");
        Path experiment = folder.resolve("e.yaml");
        Files.writeString(experiment, "name: a\nrequirements: [lib, aap]\nenvironments: [" + PYTHON + "]\n");

        assertThat(terminal.monkey("count", experiment.toString(), "--home", home(), "--index-url", index.url()))
                .isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(terminal.said())
                .isEqualTo(experiment + ":2:21: 'aap' cannot be met: no package aap on " + index.url()
                        + ". Did you mean 'app'?\n");
    }

    @Test
    void what_is_known_can_be_used_without_an_index() {
        monkey("count", "app");

        assertThat(monkey("count", "app", "--offline")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.answered()).isEqualTo("5\n");

        assertThat(monkey("count", "unheard-of", "--offline")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said()).endsWith("Have it learnt first, without --offline.\n");
    }

    @Test
    void index_that_cannot_be_reached_is_a_failure_and_not_a_mistake() {
        MiniatureIndex gone = MiniatureIndex.start();
        gone.close();

        assertThat(terminal.monkey("count", "app", "--python", PYTHON, "--home", home(), "--index-url", gone.url()))
                .isEqualTo(ExitCode.FAILED);

        assertThat(terminal.said())
                .startsWith(gone.url() + "app/ could not be reached")
                .contains("--offline");
    }

    @Test
    void database_that_cannot_be_reached_is_a_failure_in_words() {
        System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:9/none");
        try {
            assertThat(monkey("count", "app")).isEqualTo(ExitCode.FAILED);
            assertThat(terminal.said()).startsWith("cannot use the database: ").doesNotContain("\tat ");
        } finally {
            System.clearProperty("spring.datasource.url");
        }
    }

    @Test
    void database_that_is_configured_is_used() {
        terminal.monkey("services", "status", "--json", "--home", home());
        String url = JsonMapper.shared()
                .readTree(terminal.answered())
                .get("postgres")
                .get("url")
                .asString();
        System.setProperty("spring.datasource.url", url);
        try {
            assertThat(terminal.monkey(
                            "count",
                            "app",
                            "--python",
                            PYTHON,
                            "--index-url",
                            index.url(),
                            "--home",
                            folder + "/other"))
                    .isEqualTo(ExitCode.DONE);
            assertThat(folder.resolve("other/postgres")).doesNotExist();
        } finally {
            System.clearProperty("spring.datasource.url");
        }
    }

    @Test
    void run_that_is_not_there_has_no_report() {
        assertThat(terminal.monkey("report", "12345", "--home", home())).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(terminal.said())
                .isEqualTo(
                        "there is no run 12345, and no experiment of that name was run. 'monkey runs' lists those there are.\n");
    }

    @Test
    void a_run_is_meant_by_its_number_or_by_its_experiments_name() {
        long run;
        try (Database database = Database.open(Path.of(home()))) {
            RunStore runs = Dataset.open(database.dataSource()).runs();
            runs.findOrCreate("named", "a digest", 0, "{}", Instant.EPOCH);
            run = runs.findOrCreate("named", "another", 0, "{}", Instant.EPOCH).id();
        }

        for (String choice : List.of("named", "" + run)) {
            assertThat(terminal.monkey("trace", choice, "--home", home())).isEqualTo(ExitCode.DONE);
            assertThat(terminal.said()).startsWith("run " + run + " learnt ");
        }
    }

    private int monkey(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--python", PYTHON, "--index-url", index.url(), "--home", home()));
        return terminal.monkey(all.toArray(String[]::new));
    }

    private String home() {
        return shared.toString();
    }
}
