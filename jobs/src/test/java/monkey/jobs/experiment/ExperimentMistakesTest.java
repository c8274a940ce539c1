package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake is one line: where, what, and what would be right. */
class ExperimentMistakesTest {
    @TempDir
    Path folder;

    @Test
    void unknown_key_is_answered_with_the_nearest_known_one() throws Exception {
        assertThat(mistakes("name: a\nrequirments: [flask]\nrequirements: [flask]\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:2:1: unknown key 'requirments'. Did you mean 'requirements'? There are: name, ");
    }

    @Test
    void unknown_key_within_a_section_is_answered_with_the_keys_of_that_section() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nstrategy: {name: cover, strenght: 2}\n"))
                .containsExactly("e.yaml:3:25: unknown key in 'strategy' 'strenght'. Did you mean 'strength'?"
                        + " There are: name, strength, limit, seed.");
    }

    @Test
    void key_that_resembles_nothing_gets_the_list_only() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nzebra: 1\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:3:1: unknown key 'zebra'. There are: name, ");
    }

    @Test
    void malformed_yaml_is_pointed_at() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask\nscript: x\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:3:7: malformed YAML, while parsing a flow sequence: ")
                .endsWith("Mind indentation, colons and quotes up to this place.");
    }

    @Test
    void tabs_control_characters_and_broken_utf8_are_pointed_at() throws Exception {
        assertThat(mistakes("name: a\n\trequirements: [flask]\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:2:1: malformed YAML, ");
        assertThat(mistakes("name: a\nscript: \u0001\n"))
                .containsExactly("e.yaml:2:9: malformed YAML, the character U+0001 may not stand in YAML."
                        + " Mind indentation, colons and quotes up to this place.");
        Files.write(folder.resolve("e.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mistakes()).containsExactly("e.yaml:1:7: not UTF-8 text. Save the file as UTF-8.");
    }

    @Test
    void aliases_that_contain_themselves_end() throws Exception {
        assertThat(mistakes("name: a\nrequirements: &all [*all]\n")).isNotEmpty();
    }

    @Test
    void key_given_twice_names_the_first() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nname: b\n"))
                .containsExactly(
                        "e.yaml:3:1: the key 'name' stands here for the second time. Keep one; the first is in line 1.");
    }

    @Test
    void bad_specifier_is_pointed_at_inside_the_text() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [\"flask>=\"]\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:2:")
                .contains("bad requirement 'flask>=': ");
        assertThat(mistakes("name: a\nrequirements:\n- jinja2\n- flask >= 1.0, ~= 2\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:4:20: bad requirement 'flask >= 1.0, ~= 2': ");
        assertThat(mistakes("name: a\nrequirements: [flask]\npackages: {numpy: '<2,>x'}\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:3:2")
                .contains("bad specifier '<2,>x': ");
    }

    @Test
    void bad_marker_is_pointed_at_inside_the_text() throws Exception {
        String text = "flask; python_versoin > '3'";
        assertThat(mistakes("name: a\nrequirements:\n- \"" + text + "\"\n"))
                .singleElement()
                .asString()
                .startsWith("e.yaml:3:" + (4 + text.indexOf("python")) + ": bad requirement '" + text + "': ");
    }

    @Test
    void requirement_by_address_cannot_be_met() throws Exception {
        assertThat(mistakes("name: a\nrequirements: ['flask @ https://example.org/flask.whl']\n"))
                .singleElement()
                .asString()
                .contains(
                        "names an address, and no index can meet it. Require a name and versions, such as 'flask>=1.0'.");
    }

    @Test
    void unknown_strategy_is_answered_with_the_nearest_one() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nstrategy: {name: covr}\n"))
                .containsExactly("e.yaml:3:18: unknown strategy 'covr'. Did you mean 'cover'?"
                        + " There are: all, latest, sample, cover.");
        assertThat(mistakes("name: a\nrequirements: [flask]\nstrategy: best\n"))
                .containsExactly("e.yaml:3:11: unknown strategy 'best'. There are: all, latest, sample, cover.");
    }

    @Test
    void script_file_that_is_not_there_is_named_with_where_it_was_looked_for() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nscript-file: smoke.py\n"))
                .containsExactly("e.yaml:3:14: there is no script file 'smoke.py'. Looked at "
                        + folder.resolve("smoke.py") + "; give the path of a file that exists.");
    }

    @Test
    void experiment_that_is_not_there_is_named() throws Exception {
        assertThat(mistakes())
                .containsExactly("e.yaml:1:1: there is no experiment 'e.yaml'. Looked at " + folder.resolve("e.yaml")
                        + "; give the path of a file that exists.");
    }

    @Test
    void values_of_the_wrong_type_are_answered_with_the_right_one() throws Exception {
        assertThat(mistakes("""
                name: [a]
                requirements: flask
                before: 01.06.2026
                strategy: {limit: many, seed: 1.5}
                inspection: {timeout: 60, memory: lots, cpus: -1, batch-size: 0, environment: {1A: x}}
                pre-releases: maybe
                """))
                .containsExactly(
                        "e.yaml:1:7: a list cannot stand here. Write a name of letters, digits, '.', '_' and '-'.",
                        "e.yaml:2:15: the text 'flask' cannot stand here."
                                + " Write a list of requirements, such as [\"flask>=1.0,<2.3\", werkzeug].",
                        "e.yaml:3:9: '01.06.2026' cannot be understood here. Write a day such as 2026-06-01, which"
                                + " means 00:00 UTC, or a time such as 2026-06-01T12:00:00Z.",
                        "e.yaml:4:19: 'many' cannot be understood here. Write a whole number from 1 up.",
                        "e.yaml:4:31: '1.5' cannot be understood here. Write a whole number such as 7.",
                        "e.yaml:5:23: '60' cannot be understood here. Write a duration such as 60s, 30m or 1h30m.",
                        "e.yaml:5:35: 'lots' cannot be understood here. Write a size such as 1Gi or 512MiB (1024s),"
                                + " or 500M (1000s).",
                        "e.yaml:5:47: '-1' cannot be understood here. Write a positive number such as 1 or 0.5.",
                        "e.yaml:5:63: '0' cannot be understood here. Write a whole number from 1 up.",
                        "e.yaml:5:80: '1A' cannot stand here. Write a variable's name: letters, digits and '_'.",
                        "e.yaml:6:15: 'maybe' cannot be understood here. Write true or false.");
    }

    @Test
    void missing_values_and_missing_keys_are_said() throws Exception {
        assertThat(mistakes("requirements:\nscript: ''\n"))
                .containsExactly(
                        "e.yaml:1:1: the experiment has no name. Add a line such as 'name: flask-1'.",
                        "e.yaml:1:14: a value is missing."
                                + " Write a list of requirements, such as [\"flask>=1.0,<2.3\", werkzeug].",
                        "e.yaml:2:10: a value is missing. Write text.");
        assertThat(mistakes("name: a\n"))
                .containsExactly(
                        "e.yaml:1:1: nothing is required."
                                + " Add 'requirements: [flask]', 'requirements-file: FILE' or 'project: FILE'.",
                        "e.yaml:1:1: there is no script to run."
                                + " Add 'script: |' with Python below it, or 'script-file: FILE'.");
    }

    @Test
    void the_same_environment_twice_needs_two_names() throws Exception {
        assertThat(mistakes("name: a\nrequirements: [flask]\nenvironments: [{python: 3.10}, {python: '3.10'}]\n"))
                .containsExactly("e.yaml:3:32: the environment 'python-3.10' is there for the second time."
                        + " Remove it, or give it a name of its own: {python: \"3.11\", name: other}.");
    }

    @Test
    void mistakes_on_the_command_line_name_the_option() {
        InvalidExperimentException mistakes = catchThrowableOfType(
                InvalidExperimentException.class,
                () -> ExperimentReader.read(
                        Optional.empty(),
                        Map.of(
                                "--require", List.of("flask>=1", "jinja2=3"),
                                "--timeout", List.of("soon"),
                                "--package", List.of("<2"),
                                "--script", List.of("nowhere.py")),
                        folder,
                        true));
        assertThat(mistakes.problems())
                .extracting(problem -> problem.place() + ": " + problem.what())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("--package:1:1: '<2' cannot be understood"),
                        one -> assertThat(one).startsWith("--require:1:7: bad requirement 'jinja2=3': "),
                        one -> assertThat(one).isEqualTo("--script:1:1: there is no script file 'nowhere.py'"),
                        one -> assertThat(one).isEqualTo("--timeout:1:1: 'soon' cannot be understood here"));
    }

    private List<String> mistakes(String text) throws Exception {
        Files.writeString(folder.resolve("e.yaml"), text);
        return mistakes();
    }

    /** Of the experiment in the folder, read as a run would read it unless a script is all it lacks. */
    private List<String> mistakes() {
        InvalidExperimentException mistakes = catchThrowableOfType(
                InvalidExperimentException.class,
                () -> ExperimentReader.read(Optional.of(Path.of("e.yaml")), Map.of(), folder, true));
        List<String> lines = mistakes.getMessage().lines().toList();
        List<String> without = lines.stream()
                .filter(line -> !line.contains("there is no script to run"))
                .toList();
        return lines.size() > 1 && !lines.get(0).contains("nothing is required") ? without : lines;
    }
}
