package monkey.dataset.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * PyPI's {@code packaging} as the one to be held against, in a Python process of its own: all questions of a test go in
 * at once, all answers come back in their order.
 */
final class PackagingReference {
    /** The release that is compared with. */
    static final String RELEASE = "26.3";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<List<Object>> questions = new ArrayList<>();

    /** Adds a question: the name of a function of {@code reference.py} and its arguments. */
    void ask(Object... question) {
        questions.add(List.of(question));
    }

    /** All answers, in the order of the questions. */
    List<JsonNode> answers() {
        StringBuilder lines = new StringBuilder();
        questions.forEach(
                question -> lines.append(JSON.writeValueAsString(question)).append('\n'));
        String answers = Python.run(Python.packaging(RELEASE), lines.toString(), "python3", "-c", script());
        List<JsonNode> parsed = new ArrayList<>();
        answers.lines().forEach(line -> parsed.add(JSON.readTree(line)));
        if (parsed.size() != questions.size()) {
            throw new IllegalStateException(questions.size() + " questions, " + parsed.size() + " answers");
        }
        return parsed;
    }

    private static String script() {
        try (InputStream script = PackagingReference.class.getResourceAsStream("reference.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
