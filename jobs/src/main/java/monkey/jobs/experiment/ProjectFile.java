package monkey.jobs.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.Requirement;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * The requirements that a {@code pyproject.toml} declares: dependencies and optional dependencies (PEP 621) and
 * dependency groups (PEP 735). An extra of the project that names further extras of it brings theirs, too.
 */
final class ProjectFile {
    private final String shown;
    private final Place asked;
    private final String text;
    private final TomlParseResult toml;
    private final Reader reader;

    private ProjectFile(String shown, Place asked, String text, TomlParseResult toml, Reader reader) {
        this.shown = shown;
        this.asked = asked;
        this.text = text;
        this.toml = toml;
        this.reader = reader;
    }

    /** @param named the file, or the folder in which it lies */
    static Optional<ProjectFile> read(Path named, Value.Text asked, Reader reader) {
        boolean folder = Files.isDirectory(named);
        Path file = folder ? named.resolve("pyproject.toml") : named;
        String shown = folder ? Path.of(asked.text(), "pyproject.toml").toString() : asked.text();
        return SourceText.read(file, shown, asked.place(), "project file", reader.problems())
                .flatMap(text -> {
                    TomlParseResult toml = Toml.parse(text);
                    toml.errors()
                            .forEach(error -> reader.error(
                                    place(shown, error.position()),
                                    "malformed TOML, " + error.getMessage(),
                                    "Mind brackets and quotes up to this place."));
                    return toml.hasErrors()
                            ? Optional.empty()
                            : Optional.of(new ProjectFile(shown, asked.place(), text, toml, reader));
                });
    }

    /** The project's name as written, if it has one. */
    Optional<String> name() {
        return Optional.ofNullable(string(toml.getTable("project"), "name"));
    }

    /** @param extras and groups in normal spelling */
    List<Value.Text> requirements(List<String> extras, List<String> groups) {
        List<Value.Text> requirements = new ArrayList<>();
        TomlTable project = toml.get("project") instanceof TomlTable table ? table : null;
        if (project == null && groups.isEmpty()) {
            reader.error(
                    Place.start(shown),
                    "there is no [project] table, so nothing says what the project depends on",
                    "Declare dependencies as PEP 621 has it, or use a requirements file.");
            return requirements;
        }
        if (project != null) {
            refuseDynamic(project, extras);
            requirements.addAll(array(project, "dependencies"));
            addExtras(project, extras, requirements);
        }
        for (String group : groups) {
            addGroup(group, asked, new LinkedHashSet<>(), requirements);
        }
        return requirements;
    }

    private void refuseDynamic(TomlTable project, List<String> extras) {
        if (project.get("dynamic") instanceof TomlArray dynamic) {
            for (int i = 0; i < dynamic.size(); i++) {
                Object key = dynamic.get(i);
                if ("dependencies".equals(key) || "optional-dependencies".equals(key) && !extras.isEmpty()) {
                    reader.error(
                            item(dynamic.inputPositionOf(i)),
                            "the project's " + key + " are dynamic: only its build could tell them",
                            "Use a requirements file.");
                }
            }
        }
    }

    private void addExtras(TomlTable project, List<String> extras, List<Value.Text> requirements) {
        TomlTable optional = project.get("optional-dependencies") instanceof TomlTable table ? table : null;
        Set<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(extras);
        String self = name().map(PackageName::normalize).orElse("");
        while (!open.isEmpty()) {
            String extra = open.remove(0);
            if (!reached.add(extra)) {
                continue;
            }
            Optional<String> key = find(optional, extra);
            if (key.isEmpty()) {
                unknown("extra", extra, asked, optional);
                continue;
            }
            for (Value.Text text : array(optional, key.get())) {
                Optional<Requirement> own = Requirement.tryParse(text.text())
                        .filter(r -> r.name().toString().equals(self));
                own.ifPresentOrElse(r -> open.addAll(r.extras()), () -> requirements.add(text));
            }
        }
    }

    private void addGroup(String group, Place place, Set<String> within, List<Value.Text> requirements) {
        TomlTable groups = toml.get("dependency-groups") instanceof TomlTable table ? table : null;
        Optional<String> key = find(groups, group);
        if (key.isEmpty()) {
            unknown("dependency group", group, place, groups);
            return;
        }
        if (!within.add(group)) {
            reader.error(place, "the dependency group '" + group + "' includes itself", "Remove this include.");
            return;
        }
        if (groups.get(List.of(key.get())) instanceof TomlArray members) {
            for (int i = 0; i < members.size(); i++) {
                Place there = item(members.inputPositionOf(i));
                if (members.get(i) instanceof TomlTable include && string(include, "include-group") != null) {
                    addGroup(PackageName.normalize(string(include, "include-group")), there, within, requirements);
                } else {
                    text(members, i, requirements);
                }
            }
        }
        within.remove(group);
    }

    private void unknown(String what, String name, Place place, TomlTable among) {
        List<String> known =
                among == null ? List.of() : among.keySet().stream().sorted().toList();
        String near = NearestName.to(name, known)
                .map(k -> "Did you mean '" + k + "'? ")
                .orElse("");
        reader.error(
                place,
                shown + " has no " + what + " '" + name + "'",
                near + (known.isEmpty() ? "It has none at all." : "There are: " + String.join(", ", known) + "."));
    }

    private static Optional<String> find(TomlTable table, String normalized) {
        return table == null
                ? Optional.empty()
                : table.keySet().stream()
                        .filter(key -> PackageName.normalize(key).equals(normalized))
                        .findFirst();
    }

    private List<Value.Text> array(TomlTable table, String key) {
        List<Value.Text> texts = new ArrayList<>();
        Object value = table.get(List.of(key));
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                text(array, i, texts);
            }
        } else if (value != null) {
            reader.error(
                    place(shown, table.inputPositionOf(List.of(key))),
                    "'" + key + "' is not a list",
                    "Write a list of requirements, such as [\"flask>=1.0\"].");
        }
        return texts;
    }

    private void text(TomlArray array, int i, List<Value.Text> texts) {
        Place place = item(array.inputPositionOf(i));
        if (array.get(i) instanceof String requirement) {
            String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
            boolean verbatim = line.startsWith(requirement, Math.min(place.column(), line.length()));
            texts.add(new Value.Text(requirement, verbatim ? place.plus(1) : place, verbatim));
        } else {
            reader.error(place, "this is not a requirement", "Write a text such as \"flask>=1.0\".");
        }
    }

    /** The position given for an item is where the item before it ends: what lies between is skipped. */
    private Place item(TomlPosition position) {
        String[] rows = text.split("\\R", -1);
        int line = position.line() - 1;
        int column = position.column() - 1;
        while (line < rows.length) {
            String row = rows[line];
            while (column < row.length() && (Character.isWhitespace(row.charAt(column)) || row.charAt(column) == ',')) {
                column++;
            }
            if (column < row.length() && row.charAt(column) != '#') {
                return new Place(shown, line + 1, column + 1);
            }
            line++;
            column = 0;
        }
        return place(shown, position);
    }

    private static String string(TomlTable table, String key) {
        return table != null && table.get(List.of(key)) instanceof String text ? text : null;
    }

    private static Place place(String shown, TomlPosition position) {
        return new Place(shown, position.line(), position.column());
    }
}
