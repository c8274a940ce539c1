package monkey.jobs.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML read as what was written rather than as objects: only so do line and column survive, and only so does {@code
 * python: 3.10} not become 3.1.
 */
final class YamlDocument {
    /** Deeper than any experiment; a list that contains itself by an alias ends here. */
    private static final int DEEPEST = 20;

    private final String file;
    private final int[] characters;
    private final Problems problems;

    private YamlDocument(String file, String text, Problems problems) {
        this.file = file;
        this.characters = text.codePoints().toArray();
        this.problems = problems;
    }

    /** The mapping that the text is, or empty with the reason among the problems. */
    static Optional<Value.Mapping> parse(String file, String text, Problems problems) {
        return new YamlDocument(file, text, problems).parse(text);
    }

    private Optional<Value.Mapping> parse(String text) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            malformed(mark == null ? Place.start(file) : place(mark), context + e.getProblem());
            return Optional.empty();
        } catch (ReaderException e) {
            malformed(
                    position(e.getPosition()),
                    "the character U+%04X may not stand in YAML".formatted(e.getCodePoint()));
            return Optional.empty();
        } catch (YAMLException e) {
            malformed(Place.start(file), e.getMessage());
            return Optional.empty();
        }
        if (root == null) {
            problems.error(Place.start(file), "the experiment is empty", "Start with 'name:' and 'requirements:'.");
            return Optional.empty();
        }
        Value value = value(root, 0);
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.error(
                value.place(),
                "an experiment is a mapping of keys to values, not " + value.kind(),
                "Write lines such as 'name: flask-1'.");
        return Optional.empty();
    }

    private void malformed(Place place, String why) {
        problems.error(place, "malformed YAML, " + why, "Mind indentation, colons and quotes up to this place.");
    }

    private Value value(Node node, int depth) {
        Place place = place(node.getStartMark());
        if (depth > DEEPEST) {
            problems.error(place, "nested too deeply", "No key of an experiment needs more than a few levels.");
            return new Value.Nothing(place);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, place, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(value(item, depth + 1)));
            return new Value.Sequence(items, place);
        }
        return scalar((ScalarNode) node, place);
    }

    private Value mapping(MappingNode node, Place place, int depth) {
        Map<String, Value.Mapping.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place key = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.error(key, "a key must be a word", "Write 'key: value'.");
                continue;
            }
            Value.Mapping.Entry entry = new Value.Mapping.Entry(key, value(tuple.getValueNode(), depth + 1));
            if (entries.putIfAbsent(name.getValue(), entry) != null) {
                problems.error(
                        key,
                        "the key '" + name.getValue() + "' stands here for the second time",
                        "Keep one; the first is in line "
                                + entries.get(name.getValue()).key().line() + ".");
            }
        }
        return new Value.Mapping(entries, place);
    }

    private Value scalar(ScalarNode node, Place place) {
        if (node.getTag().equals(Tag.NULL)) {
            return new Value.Nothing(place);
        }
        int start = node.getStartMark().getIndex();
        int end = node.getEndMark().getIndex();
        String text = node.getValue();
        if (node.getScalarStyle() != org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN && end - start >= 2) {
            boolean verbatim = text.equals(new String(characters, start + 1, end - start - 2));
            return new Value.Text(text, verbatim ? place.plus(1) : place, verbatim);
        }
        return new Value.Text(text, place, text.equals(new String(characters, start, end - start)));
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place position(int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(index, characters.length); i++) {
            if (characters[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(file, line, index - lineStart + 1);
    }
}
