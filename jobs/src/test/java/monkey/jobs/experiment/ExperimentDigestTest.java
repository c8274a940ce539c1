package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest keys the job: it must not move without reason, and must move with every reason. */
class ExperimentDigestTest {
    @TempDir
    Path folder;

    @Test
    void canonical_form_is_this_text_today_and_in_a_year() throws Exception {
        Experiment experiment = read("""
                name: flask-1
                requirements: [Werkzeug, "flask >=1.0 , <2.3 ; python_version>='3.8'"]
                environments: [{python: "3.11"}]
                before: 2026-06-01
                strategy: {name: cover, limit: 60}
                script: |
                  import flask
                """);

        assertThat(experiment.canonicalJson())
                .isEqualTo("{\"before\":\"2026-06-01T00:00:00Z\",\"budget\":{\"inspections\":500,\"probes\":200},"
                        + "\"environments\":[{\"name\":\"python-3.11\",\"python\":\"3.11\"}],\"extra-index-urls\":[],"
                        + "\"inspection\":{\"batch-size\":1,\"cpus\":1,\"environment\":{},\"files\":[],"
                        + "\"memory\":\"1Gi\",\"timeout\":\"1m\"},\"name\":\"flask-1\",\"packages\":{},"
                        + "\"pre-releases\":false,"
                        + "\"requirements\":[\"flask<2.3,>=1.0; python_version >= \\\"3.8\\\"\",\"werkzeug\"],"
                        + "\"script\":\"import flask\\n\",\"source-distributions\":\"never\","
                        + "\"strategy\":{\"limit\":60,\"name\":\"cover\",\"seed\":0,\"strength\":2},"
                        + "\"versions\":{\"one-per-minor\":false}}");
        assertThat(experiment.digest()).hasSize(64).isEqualTo(Sha256.of(experiment.canonicalJson()));
    }

    @Test
    void spelling_and_order_without_meaning_do_not_count() throws Exception {
        String one = "name: a\nrequirements: [flask>=1, \"Jinja2<4,>3\"]\nscript: x\ninspection: {timeout: 60s}\n";
        String other = "script: x\n# a comment\nname: a\nrequirements: [\"jinja2 >3, <4\", \"flask >= 1\", flask>=1]\n";

        assertThat(read(one).digest()).isEqualTo(read(other).digest());
    }

    @Test
    void content_of_script_and_files_counts_and_their_place_does_not() throws Exception {
        String text = "name: a\nrequirements: [flask]\nscript-file: %s\ninspection: {files: [data.txt]}\n";
        Files.writeString(folder.resolve("one.py"), "import flask");
        Files.writeString(folder.resolve("two.py"), "import flask");
        Files.writeString(folder.resolve("data.txt"), "1");
        String digest = read(text.formatted("one.py")).digest();

        assertThat(read(text.formatted("two.py")).digest()).isEqualTo(digest);

        Files.writeString(folder.resolve("two.py"), "import flask  # other");
        assertThat(read(text.formatted("two.py")).digest()).isNotEqualTo(digest);

        Files.writeString(folder.resolve("data.txt"), "2");
        assertThat(read(text.formatted("one.py")).digest()).isNotEqualTo(digest);
    }

    @Test
    void canonical_form_reads_as_the_same_experiment() throws Exception {
        Experiment experiment = read("name: a\nrequirements: [flask>=1]\nscript: 'a: {b}'\nbudget: {time: 90s}\n"
                + "packages: {numpy: '>1,<2'}\nenvironments: [3.10]\n");

        assertThat(read(experiment.canonicalJson()).canonicalJson()).isEqualTo(experiment.canonicalJson());
    }

    @Test
    void passwords_of_an_index_stay_out_of_it() throws Exception {
        Experiment experiment =
                read("name: a\nrequirements: [flask]\nindex-url: https://me:secret@example.org/simple\n");

        assertThat(experiment.indexes().index()).contains("https://me:secret@example.org/simple");
        assertThat(experiment.canonicalJson())
                .contains("https://example.org/simple")
                .doesNotContain("secret");
    }

    private Experiment read(String text) throws Exception {
        Files.writeString(folder.resolve("e.yaml"), text);
        return ExperimentReader.read(Optional.of(Path.of("e.yaml")), Map.<String, List<String>>of(), folder, false)
                .experiment();
    }
}
