package monkey.amun.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one item measured. Times, memory and switches come from the kernel's account of the script and all it waited for.
 * Beside them stand the numbers that the script prints as an Amun performance indicator, one JSON object and nothing else:
 *
 * <pre>{"name": "PiMatmul", "@parameters": {"size": 512}, "@result": {"elapsed": [1.2, 1.3]}, "@units": {"elapsed": "ms"}}</pre>
 *
 * {@code @units} is our addition: the originals gave some times in seconds and some in milliseconds, and did not say.
 *
 * @param scriptSha256 64 hex digits; numbers of different scripts are not comparable
 * @param hardware the processor in words; numbers of different hardware are not comparable
 * @param parameters JSON with sorted keys; numbers of different parameters are not comparable
 * @param conditions of the machine meanwhile: JSON
 */
public record Measured(
        String scriptSha256, String hardware, String parameters, String conditions, List<Measurement> measurements) {
    private static final int MOST_ITERATIONS = 1000;

    public Measured {
        measurements = List.copyOf(measurements);
    }

    /** What a result document says; nothing of an item that was not measured or did not come to its end. */
    public static Optional<Measured> of(String document) {
        JsonNode read = JsonMapper.shared().readTree(document);
        JsonNode conditions = read.path("measurement");
        JsonNode usage = read.path("usage");
        if (!conditions.isObject() || !usage.isObject()) {
            return Optional.empty();
        }
        List<Measurement> measurements = new ArrayList<>();
        add(measurements, "wall_time", "s", conditions.path("wall_seconds"));
        measurements.add(new Measurement(
                "cpu_time",
                0,
                "s",
                usage.path("ru_utime").asDouble() + usage.path("ru_stime").asDouble()));
        measurements.add(
                new Measurement("peak_memory", 0, "By", usage.path("ru_maxrss").asDouble() * 1024));
        add(measurements, "voluntary_switches", "1", usage.path("ru_nvcsw"));
        add(measurements, "involuntary_switches", "1", usage.path("ru_nivcsw"));
        JsonNode printed = read.path("stdout");
        addIndicator(measurements, printed);
        return Optional.of(new Measured(
                read.path("script_sha256").asString(""),
                hardware(read.path("hwinfo").path("cpu_info")),
                sorted(printed.path("@parameters")),
                conditions.toString(),
                measurements));
    }

    private static void addIndicator(List<Measurement> measurements, JsonNode printed) {
        if (!printed.path("name").isString() || !printed.path("@result").isObject()) {
            return;
        }
        printed.path("@result").properties().forEach(result -> {
            String metric = printed.path("name").asString() + "." + result.getKey();
            String unit = printed.path("@units").path(result.getKey()).asString("");
            JsonNode value = result.getValue();
            if (value.isArray()) {
                for (int iteration = 0; iteration < Math.min(MOST_ITERATIONS, value.size()); iteration++) {
                    if (value.get(iteration).isNumber()) {
                        measurements.add(new Measurement(
                                metric, iteration, unit, value.get(iteration).asDouble()));
                    }
                }
            } else {
                add(measurements, metric, unit, value);
            }
        });
    }

    private static void add(List<Measurement> measurements, String metric, String unit, JsonNode value) {
        if (value.isNumber() && Double.isFinite(value.asDouble())) {
            measurements.add(new Measurement(metric, 0, unit, value.asDouble()));
        }
    }

    private static String hardware(JsonNode cpu) {
        return "%s, family %s model %s stepping %s, %s processors"
                .formatted(
                        cpu.path("brand_raw").asString("unknown processor"),
                        cpu.path("family"),
                        cpu.path("model"),
                        cpu.path("stepping"),
                        cpu.path("count"));
    }

    private static String sorted(JsonNode parameters) {
        Map<String, Object> sorted = new TreeMap<>();
        parameters.properties().forEach(parameter -> sorted.put(parameter.getKey(), parameter.getValue()));
        return JsonMapper.shared().writeValueAsString(sorted);
    }
}
