package monkey.amun.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.Submission;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.results.Json;
import tools.jackson.databind.JsonNode;

/** For {@code scripts/benchmarks/inspections}: runs the stacks of a file two at a time, prints the outcomes as JSON. */
final class InspectionsOfAFile {
    private InspectionsOfAFile() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path work = Path.of(arguments[1]);
        String python = arguments[2];
        int count = Integer.parseInt(arguments[3]);
        String script = Files.readString(work.resolve("script.py"));
        Interpreters interpreters = Interpreters.onThisMachine();
        Map<String, Integer> outcomes = new TreeMap<>();
        try (LocalBackend backend = LocalBackend.open(new LocalSettings(home, 2, Map.of(), false), interpreters)) {
            List<Submission> submitted = new ArrayList<>();
            JsonNode stacks = Json.MAPPER.readTree(Files.readAllBytes(work.resolve("stacks.json")));
            for (int number = 0; number < count; number++) {
                List<LockedPackage> packages = new ArrayList<>();
                for (JsonNode locked : stacks.get(number)) {
                    packages.add(new LockedPackage(
                            locked.get("name").asString(),
                            locked.get("version").asString(),
                            URI.create(locked.get("url").asString()),
                            Set.of(locked.get("sha256").asString())));
                }
                submitted.add(backend.submit(
                        new InspectionSpecification(python, packages, script, List.of(), Map.of(), 1, Limits.DEFAULT)));
            }
            for (Submission submission : submitted) {
                outcomes.merge(submission.result().get().outcome().word(), 1, Integer::sum);
            }
        }
        System.out.println(Json.MAPPER.writeValueAsString(Map.of(
                "outcomes",
                outcomes,
                "python",
                interpreters.find(python).executable().toString())));
    }
}
