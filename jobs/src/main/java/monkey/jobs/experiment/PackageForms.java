package monkey.jobs.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.PackageName;
import monkey.dataset.python.Requirement;
import monkey.dataset.python.SpecifierSet;
import monkey.jobs.experiment.Experiment.RootRequirement;

/** The forms that follow Python's rules of packaging; a mistake is pointed at inside the text that holds it. */
final class PackageForms {
    private static final Map<String, Object> STRING = Map.of("type", "string");

    /** PEP 508, and something an index can meet: no address, at least a name. */
    static final Form<RootRequirement> REQUIREMENT = new Form<>() {
        @Override
        public Optional<RootRequirement> read(Value written, Reader reader) {
            return reader.text(written, "a requirement such as 'flask>=1.0,<2.3'")
                    .flatMap(text -> requirement(text, reader));
        }

        @Override
        public Object canonical(RootRequirement value) {
            return canonicalText(value.requirement());
        }

        @Override
        public Map<String, Object> schema() {
            return STRING;
        }
    };

    /** PEP 440, with commas; {@code *} and nothing at all admit every version. */
    static final Form<SpecifierSet> SPECIFIERS = new Form<>() {
        @Override
        public Optional<SpecifierSet> read(Value written, Reader reader) {
            return reader.text(written, "specifiers such as '>=1.0,<2'").flatMap(text -> {
                try {
                    return Optional.of(
                            text.text().strip().equals("*") ? SpecifierSet.ANY : SpecifierSet.parse(text.text()));
                } catch (InvalidNotationException e) {
                    reader.error(
                            text.at(e.column() - 1),
                            "bad specifier '" + text.text() + "': " + e.problem(),
                            "Write specifiers such as '>=1.0,<2'.");
                    return Optional.empty();
                }
            });
        }

        @Override
        public Object canonical(SpecifierSet value) {
            return sorted(value);
        }

        @Override
        public Map<String, Object> schema() {
            return STRING;
        }
    };

    /** A package's name in its normal spelling. */
    static final Form<String> NAME = Forms.text("a package's name", STRING, name -> packageName(name), name -> name);

    static final Form<Map<String, SpecifierSet>> LIMITS = Forms.mapping(
            "a mapping of packages to specifiers, such as {numpy: \"<2\"}",
            PackageForms::packageName,
            "a package's name",
            SPECIFIERS);

    /** {@code never}, {@code all}, or for which packages. */
    static final Form<SourceDistributions> SOURCE_DISTRIBUTIONS = new Form<>() {
        private final Form<List<String>> names = Forms.list("'never', 'all' or a list of packages", NAME);

        @Override
        public Optional<SourceDistributions> read(Value written, Reader reader) {
            if (written instanceof Value.Text text) {
                if (text.text().equals("never")) {
                    return Optional.of(new SourceDistributions.Never());
                }
                if (text.text().equals("all")) {
                    return Optional.of(new SourceDistributions.All());
                }
                List<Value> items = new java.util.ArrayList<>();
                for (String name : text.text().split(",", -1)) {
                    items.add(new Value.Text(name.strip(), text.place(), false));
                }
                return only(new Value.Sequence(items, text.place()), reader);
            }
            return only(written, reader);
        }

        private Optional<SourceDistributions> only(Value written, Reader reader) {
            return names.read(written, reader)
                    .map(list -> list.isEmpty()
                            ? new SourceDistributions.Never()
                            : new SourceDistributions.Only(Set.copyOf(list)));
        }

        @Override
        public Object canonical(SourceDistributions value) {
            if (value instanceof SourceDistributions.Only only) {
                return List.copyOf(new TreeSet<>(only.packages()));
            }
            return value instanceof SourceDistributions.All ? "all" : "never";
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of(
                    "oneOf",
                    List.of(Map.of("enum", List.of("never", "all")), Map.of("type", "array", "items", STRING)));
        }
    };

    private PackageForms() {}

    private static Optional<RootRequirement> requirement(Value.Text text, Reader reader) {
        Requirement requirement;
        try {
            requirement = Requirement.parse(text.text());
        } catch (InvalidNotationException e) {
            reader.error(
                    text.at(e.column() - 1),
                    "bad requirement '" + text.text() + "': " + e.problem(),
                    "Write a requirement such as 'flask>=1.0,<2.3; python_version >= \"3.8\"'.");
            return Optional.empty();
        }
        if (requirement.url().isPresent()) {
            reader.error(
                    text.place(),
                    "the requirement '" + text.text() + "' names an address, and no index can meet it",
                    "Require a name and versions, such as '" + requirement.name() + ">=1.0'.");
            return Optional.empty();
        }
        return Optional.of(new RootRequirement(requirement, text.place()));
    }

    /** Without blanks, in normal spelling, specifiers in a fixed order: equal for requirements that mean the same. */
    private static String canonicalText(Requirement requirement) {
        String extras = requirement.extras().isEmpty() ? "" : "[" + String.join(",", requirement.extras()) + "]";
        String marker = requirement.marker().map(m -> "; " + m).orElse("");
        return requirement.name() + extras + sorted(requirement.specifiers()) + marker;
    }

    private static String sorted(SpecifierSet specifiers) {
        return specifiers.specifiers().stream()
                .map(Object::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Optional<String> packageName(String name) {
        try {
            return Optional.of(PackageName.of(name.strip()).toString());
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }
}
