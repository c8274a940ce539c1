package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReaderTest {
    private static final String WHOLE = """
            name: flask-1
            requirements: ["flask>=1.0,<2.3", werkzeug, "jinja2<3.2"]
            environments: [{python: "3.11"}, {python: 3.10, name: old}]
            before: 2026-06-01
            strategy: {name: sample, strength: 3, limit: 60, seed: 7}
            script-file: smoke.py
            inspection: {timeout: 90s, memory: 512MiB, cpus: 0.5, batch-size: 2, measure: true, environment: {OMP_NUM_THREADS: "1"}, files: [data.txt], base: "python:3.11", hardware: {cpu_family: 6, processor: Some-Name}}
            budget: {time: 30m, inspections: 100, probes: 50}
            pre-releases: true
            source-distributions: [Foo_Bar]
            packages: {NumPy: "<2"}
            versions: {newest: 30, one-per-minor: true}
            index-url: https://example.org/simple
            extra-index-urls: ["https://example.com/simple"]
            """;

    @TempDir
    Path folder;

    @Test
    void every_key_is_read() throws Exception {
        Experiment experiment = read(WHOLE, Map.of());

        assertThat(experiment.name()).isEqualTo("flask-1");
        assertThat(experiment.requirements())
                .extracting(r -> r.requirement().toString())
                .containsExactly("flask>=1.0,<2.3", "werkzeug", "jinja2<3.2");
        assertThat(experiment.requirements().get(2).place()).hasToString("e.yaml:2:46");
        assertThat(experiment.environments())
                .containsExactly(
                        new Experiment.TargetEnvironment("python-3.11", "3.11"),
                        new Experiment.TargetEnvironment("old", "3.10"));
        assertThat(experiment.before()).contains(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(experiment.strategy())
                .isEqualTo(new Experiment.Strategy(Experiment.StrategyName.SAMPLE, 3, OptionalInt.of(60), 7));
        assertThat(experiment.script()).map(Experiment.Script::text).contains("import flask\n");
        assertThat(experiment.inspection().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(experiment.inspection().memory()).isEqualTo(512L << 20);
        assertThat(experiment.inspection().cpus()).isEqualTo(0.5);
        assertThat(experiment.inspection().batchSize()).isEqualTo(2);
        assertThat(experiment.inspection().environment()).containsExactly(Map.entry("OMP_NUM_THREADS", "1"));
        assertThat(experiment.inspection().files())
                .extracting(Experiment.ScriptFile::path)
                .containsExactly("data.txt");
        assertThat(experiment.budget()).isEqualTo(new Experiment.Budget(Optional.of(Duration.ofMinutes(30)), 100, 50));
        assertThat(experiment.preReleases()).isTrue();
        assertThat(experiment.sourceDistributions().allow("foo-bar")).isTrue();
        assertThat(experiment.sourceDistributions().allow("numpy")).isFalse();
        assertThat(experiment.limits().get("numpy")).hasToString("<2");
        assertThat(experiment.versions()).isEqualTo(new Experiment.Versions(OptionalInt.of(30), true));
        assertThat(experiment.indexes())
                .isEqualTo(new Experiment.Indexes(
                        Optional.of("https://example.org/simple"), List.of("https://example.com/simple")));
    }

    @Test
    void what_is_not_written_has_the_documented_default() throws Exception {
        Experiment experiment = read("name: a\nrequirements: [flask]\n", Map.of());

        assertThat(experiment.environments()).containsExactly(new Experiment.TargetEnvironment("python-3", "3"));
        assertThat(experiment.before()).isEmpty();
        assertThat(experiment.strategy())
                .isEqualTo(new Experiment.Strategy(Experiment.StrategyName.COVER, 2, OptionalInt.empty(), 0));
        assertThat(experiment.inspection())
                .isEqualTo(new Experiment.Inspection(
                        Duration.ofMinutes(1), 1L << 30, 1, 1, false, Map.of(), List.of(), Optional.empty(), Map.of()));
        assertThat(experiment.budget()).isEqualTo(new Experiment.Budget(Optional.empty(), 500, 200));
        assertThat(experiment.sourceDistributions().allow("anything")).isFalse();
        assertThat(experiment.versions()).isEqualTo(new Experiment.Versions(OptionalInt.empty(), false));
    }

    @Test
    void every_key_has_an_option_that_says_the_same() throws Exception {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("--name", List.of("flask-1"));
        options.put("--require", List.of("flask>=1.0,<2.3", "werkzeug", "jinja2<3.2"));
        options.put("--python", List.of("3.11", "3.10"));
        options.put("--before", List.of("2026-06-01T02:00:00+02:00"));
        options.put("--strategy", List.of("sample"));
        options.put("--strength", List.of("3"));
        options.put("--limit", List.of("60"));
        options.put("--seed", List.of("7"));
        options.put("--script", List.of("smoke.py"));
        options.put("--timeout", List.of("1m30s"));
        options.put("--memory", List.of("0.5Gi"));
        options.put("--cpus", List.of("0.50"));
        options.put("--batch-size", List.of("2"));
        options.put("--measure", List.of("true"));
        options.put("--base", List.of("python:3.11"));
        options.put("--hardware", List.of("cpu_family=6", "processor=Some-Name"));
        options.put("--env", List.of("OMP_NUM_THREADS=1"));
        options.put("--file", List.of("data.txt"));
        options.put("--budget-time", List.of("1800s"));
        options.put("--budget-inspections", List.of("100"));
        options.put("--budget-probes", List.of("50"));
        options.put("--pre-releases", List.of("true"));
        options.put("--source-distributions", List.of("foo-bar"));
        options.put("--package", List.of("numpy<2"));
        options.put("--newest", List.of("30"));
        options.put("--one-per-minor", List.of("true"));
        options.put("--index-url", List.of("https://example.org/simple"));
        options.put("--extra-index-url", List.of("https://example.com/simple"));

        Experiment fromFile = read(WHOLE.replace(", name: old", ""), Map.of());
        files();
        Experiment fromOptions =
                ExperimentReader.read(Optional.empty(), options, folder, true).experiment();

        assertThat(fromOptions.canonicalJson()).isEqualTo(fromFile.canonicalJson());
        assertThat(ExperimentReader.options())
                .extracting(ExperimentReader.Option::name)
                .containsAll(options.keySet())
                .filteredOn(name -> !options.containsKey(name))
                .containsExactly("--requirements-file", "--project", "--extra", "--group", "--script-text");
    }

    @Test
    void options_outdo_the_file() throws Exception {
        Experiment experiment = read(
                WHOLE,
                Map.of(
                        "--require", List.of("django"),
                        "--limit", List.of("5"),
                        "--script-text", List.of("import django")));

        assertThat(experiment.requirements())
                .extracting(r -> r.requirement().toString())
                .containsExactly("django");
        assertThat(experiment.strategy())
                .isEqualTo(new Experiment.Strategy(Experiment.StrategyName.SAMPLE, 3, OptionalInt.of(5), 7));
        assertThat(experiment.script()).map(Experiment.Script::text).contains("import django");
    }

    @Test
    void short_forms_mean_the_long_ones() throws Exception {
        Experiment brief = read("name: a\nrequirements: [flask]\nstrategy: latest\nenvironments: [3.10]\n", Map.of());
        Experiment full = read(
                "name: a\nrequirements: [flask]\nstrategy: {name: latest}\nenvironments: [{python: '3.10'}]\n",
                Map.of());

        assertThat(brief.digest()).isEqualTo(full.digest());
        assertThat(read(
                                "name: a\nrequirements: [flask]\nstrategy: latest\nenvironments: [3.10]\n",
                                Map.of("--limit", List.of("3")))
                        .strategy())
                .isEqualTo(new Experiment.Strategy(Experiment.StrategyName.LATEST, 2, OptionalInt.of(3), 0));
    }

    @Test
    void limits_on_one_package_hold_together() throws Exception {
        Experiment experiment =
                read("name: a\nrequirements: [flask]\n", Map.of("--package", List.of("numpy<2", "numpy>=1.20")));

        assertThat(experiment.limits().get("numpy")).hasToString("<2,>=1.20");
    }

    @Test
    void without_a_file_the_first_required_package_gives_the_name() throws Exception {
        assertThat(ExperimentReader.read(Optional.empty(), Map.of("--require", List.of("Flask_Login>1")), folder, false)
                        .experiment()
                        .name())
                .isEqualTo("flask-login");
    }

    private Experiment read(String text, Map<String, List<String>> options) throws Exception {
        files();
        Files.writeString(folder.resolve("e.yaml"), text);
        return ExperimentReader.read(Optional.of(Path.of("e.yaml")), options, folder, false)
                .experiment();
    }

    private void files() throws Exception {
        Files.writeString(folder.resolve("smoke.py"), "import flask\n");
        Files.writeString(folder.resolve("data.txt"), "data");
    }
}
