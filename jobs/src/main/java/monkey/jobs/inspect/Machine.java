package monkey.jobs.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import monkey.amun.Capabilities;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where inspections are made, for whoever reads the results.
 *
 * @param facts name and value, in reading order
 * @param tools name and version of what builds and runs stacks
 */
public record Machine(Map<String, String> facts, Map<String, String> tools, Capabilities capabilities) {

    /** As JSON: {@code facts}, {@code tools}, and {@code lacks} with the layers of the sandbox that do not hold here. */
    public String document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("facts", facts);
        document.put("tools", tools);
        document.put("lacks", capabilities.lacking().stream().map(Machine::lack).toList());
        return JsonMapper.shared().writeValueAsString(document);
    }

    private static Map<String, String> lack(Capabilities.Layer layer) {
        Map<String, String> lack = new LinkedHashMap<>();
        lack.put("capability", layer.name());
        lack.put("consequence", layer.detail());
        return lack;
    }
}
