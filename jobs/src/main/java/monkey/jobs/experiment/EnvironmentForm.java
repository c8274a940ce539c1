package monkey.jobs.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import monkey.jobs.experiment.Experiment.TargetEnvironment;

/** {@code {python: "3.11"}}, or just {@code "3.11"}; a name of one's own may be added. */
final class EnvironmentForm implements Form<TargetEnvironment> {
    private static final List<String> KEYS = List.of("python", "name");

    private static final Form<String> PYTHON = Forms.matching(
            "a Python version such as \"3.11\" or \"3.11.7\"", "[0-9]+(\\.[0-9]+){0,2}((a|b|rc)[0-9]+)?");

    private static final Form<String> NAME =
            Forms.matching("letters, digits, '.', '_' and '-'", "[A-Za-z0-9][A-Za-z0-9._-]*");

    @Override
    public Optional<TargetEnvironment> read(Value written, Reader reader) {
        if (written instanceof Value.Text) {
            return PYTHON.read(written, reader).map(python -> new TargetEnvironment("python-" + python, python));
        }
        return reader.mapping(written, "an environment such as {python: \"3.11\"}")
                .flatMap(mapping -> read(mapping, reader));
    }

    private Optional<TargetEnvironment> read(Value.Mapping mapping, Reader reader) {
        UnknownKeys.report(mapping, KEYS, "environment key", reader);
        if (!mapping.entries().containsKey("python")) {
            reader.error(mapping.place(), "this environment does not say which Python", "Write {python: \"3.11\"}.");
            return Optional.empty();
        }
        Optional<String> python = PYTHON.read(mapping.entries().get("python").value(), reader);
        Optional<String> name = mapping.entries().containsKey("name")
                ? NAME.read(mapping.entries().get("name").value(), reader)
                : python.map(version -> "python-" + version);
        return python.flatMap(version -> name.map(n -> new TargetEnvironment(n, version)));
    }

    @Override
    public Object canonical(TargetEnvironment value) {
        return new TreeMap<>(Map.of("name", value.name(), "python", value.python()));
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> mapping = Map.of(
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of("python"),
                "properties",
                Map.of("name", NAME.schema(), "python", PYTHON.schema()));
        return Map.of("oneOf", List.of(PYTHON.schema(), mapping));
    }
}
