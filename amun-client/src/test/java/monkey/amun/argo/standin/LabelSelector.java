package monkey.amun.argo.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which objects are meant: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}. */
final class LabelSelector {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");

    private final List<Predicate<JsonNode>> requirements = new ArrayList<>();

    LabelSelector(String selector) throws Refused {
        for (String part : selector.split(",(?![^(]*\\))")) {
            if (!part.isBlank()) {
                requirements.add(requirement(part.strip()));
            }
        }
    }

    private static Predicate<JsonNode> requirement(String part) throws Refused {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*"));
            boolean in = set.group(2).equals("in");
            String name = set.group(1);
            return labels -> labels.has(name) ? values.contains(Json.text(labels, name)) == in : !in;
        }
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            boolean equal = !equality.group(2).equals("!=");
            String name = equality.group(1);
            String value = equality.group(3);
            return labels -> (labels.has(name) && Json.text(labels, name).equals(value)) == equal;
        }
        if (part.matches("!?[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?")) {
            return part.startsWith("!") ? labels -> !labels.has(part.substring(1)) : labels -> labels.has(part);
        }
        throw Refused.invalid("unable to parse requirement: " + part);
    }

    boolean selects(JsonNode workflow) {
        JsonNode labels = workflow.path("metadata").path("labels");
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }
}
