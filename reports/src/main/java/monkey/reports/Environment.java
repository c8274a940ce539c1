package monkey.reports;

import java.util.List;
import java.util.Map;

/**
 * A runtime environment and what the requirements allow in it.
 *
 * @param name unique within the report
 * @param pythonVersion full version of the interpreter
 * @param facts name and value, in reading order
 */
public record Environment(
        String name, String pythonVersion, Map<String, String> facts, Space space, List<LeftOut> leftOut) {

    public Environment {
        facts = Ordered.copyOf(facts);
        leftOut = List.copyOf(leftOut);
    }
}
