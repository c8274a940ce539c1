package monkey.reports.json;

import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import monkey.reports.Report;
import monkey.reports.SecurityIndicators;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code security.json}. A file of its own, because it says what is known by now of code that the run did not look at
 * itself: {@code report.json} is the same whoever has looked, and when.
 */
public final class SecurityJson {
    /** Raised when something is removed or changes its meaning; additions leave it as it is. */
    public static final String FORMAT = "dependency-monkey-security/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SecurityJson() {}

    public static String write(Report report) {
        StringWriter text = new StringWriter();
        try (Json json = new Json(JSON.writerWithDefaultPrettyPrinter().createGenerator(text))) {
            json.object(() -> {
                json.property("format", FORMAT);
                json.property("run", report.run().id());
                json.array("versions", () -> report.security().forEach(one -> version(json, one)));
            });
        }
        return text + "\n";
    }

    private static void version(Json json, SecurityIndicators one) {
        json.object(() -> {
            json.property("package", one.version().name());
            json.property("version", one.version().version());
            json.property("problem", one.problem());
            json.property("file", one.filename());
            one.sourceDistribution()
                    .ifPresentOrElse(
                            has -> json.property("sourceDistribution", has),
                            () -> json.property("sourceDistribution", Optional.empty()));
            json.property("tools", one.tools());
            numbers(json, "warnings", one.warnings());
            numbers(json, "lines", one.lines());
        });
    }

    private static void numbers(Json json, String name, Map<String, Long> numbers) {
        json.object(name, () -> numbers.forEach(json::property));
    }
}
