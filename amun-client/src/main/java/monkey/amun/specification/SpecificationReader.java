package monkey.amun.specification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import monkey.amun.InputFile;
import monkey.amun.schema.JsonSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a specification as it is. All mistakes are found in one go; what is unknown is kept, and told. */
public final class SpecificationReader {
    private static final JsonSchema SCHEMA = JsonSchema.ofResource("/monkey/amun/inspection/specification.schema.json");
    private static final String HOME = "/home/amun/";

    private final JsonNode document;
    private final List<String> mistakes = new ArrayList<>();

    private SpecificationReader(JsonNode document) {
        this.document = document;
    }

    /**
     * @param document what was understood
     * @param warnings a sentence for each thing that was read and will have no effect
     */
    public record Reading(SpecificationDocument document, List<String> warnings) {}

    /** @throws InvalidSpecificationException when it is none */
    public static Reading read(String json) throws InvalidSpecificationException {
        JsonNode document;
        try {
            document = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new InvalidSpecificationException(
                    List.of("line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": this is not JSON: "
                            + e.getOriginalMessage().replaceFirst("(?s) \\(start marker.*", "")));
        }
        dropNulls(document);
        List<String> violations = SCHEMA.violations(document);
        if (!violations.isEmpty()) {
            throw new InvalidSpecificationException(violations);
        }
        SpecificationReader reader = new SpecificationReader(document);
        SpecificationDocument read = reader.read();
        if (!reader.mistakes.isEmpty()) {
            throw new InvalidSpecificationException(reader.mistakes);
        }
        return new Reading(read, reader.warnings());
    }

    /** Upstream writes null for what was not given. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream()
                    .filter(name -> object.get(name).isNull())
                    .forEach(object::remove);
        }
        node.forEach(SpecificationReader::dropNulls);
    }

    private SpecificationDocument read() {
        JsonNode lock = document.at("/python/requirements_locked");
        return new SpecificationDocument(
                document.get("base").asString(),
                document.path("identifier").asString(""),
                document.path("batch_size").asInt(1),
                texts(document.path("packages")),
                texts(document.path("python_packages")),
                locked(lock.path("default")),
                lock.at("/_meta/requires/python_version").asString(""),
                requests("build"),
                requests("run"),
                files(),
                environment(),
                document.path("script").asString(""),
                document.path("update").asBoolean(false),
                document.path("upgrade_pip").asBoolean(false));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String place : SCHEMA.unknown(document)) {
            warnings.add("'" + place + "' is unknown, and has no effect");
        }
        for (String field : List.of("send_messages", "force_sync")) {
            if (document.path(field).asBoolean(false)) {
                warnings.add("'" + field + "' has no effect: results are stored here");
            }
        }
        if (document.at("/build/requests/cpu").isValueNode()
                || document.at("/build/requests/memory").isValueNode()) {
            warnings.add(
                    "what the build asks for has no effect: it gets what the run gets, and what an installer needs");
        }
        if (!document.at("/python/requirements_locked/develop").isEmpty()) {
            warnings.add("'develop' of the lock is not installed");
        }
        return warnings;
    }

    private List<LockedRequirement> locked(JsonNode packages) {
        List<LockedRequirement> locked = new ArrayList<>();
        packages.properties().forEach(entry -> {
            String place = "python.requirements_locked.default." + entry.getKey();
            String version = entry.getValue().path("version").asString("");
            Set<String> digests = new HashSet<>();
            entry.getValue().path("hashes").forEach(hash -> {
                if (hash.asString("").matches("sha256:[0-9a-f]{64}")) {
                    digests.add(hash.asString().substring(7));
                }
            });
            if (!version.startsWith("==") || version.length() == 2) {
                mistakes.add(place + ".version must be pinned, such as \"==1.0\", not '" + version + "'");
            } else if (digests.isEmpty()) {
                mistakes.add(place + ".hashes has no sha256: only files whose digest is locked are installed");
            } else {
                locked.add(new LockedRequirement(
                        entry.getKey(),
                        version.substring(2).strip(),
                        digests,
                        entry.getValue().path("markers").asString("")));
            }
        });
        return locked;
    }

    private Requests requests(String which) {
        JsonNode requests = document.path(which).path("requests");
        if (!requests.isObject()) {
            return Requests.NONE;
        }
        String place = which + ".requests.";
        String cpu = requests.path("cpu").asString("");
        String memory = requests.path("memory").asString("");
        Optional<Double> cpus = Quantity.of(cpu).map(Number::doubleValue);
        Optional<Long> bytes = Quantity.whole(memory);
        if (!cpu.isEmpty() && cpus.isEmpty()) {
            mistakes.add(place + "cpu must be an amount such as 500m or 2, not '" + cpu + "'");
        }
        if (!memory.isEmpty() && bytes.isEmpty()) {
            mistakes.add(place + "memory must be an amount such as 256Mi or 1Gi, not '" + memory + "'");
        }
        Map<String, String> hardware = new TreeMap<>();
        for (String name : List.of("cpu_family", "cpu_model", "processor", "physical_cpus")) {
            if (requests.path("hardware").hasNonNull(name)) {
                hardware.put(name, requests.path("hardware").get(name).asString());
            }
        }
        return new Requests(cpus, bytes, hardware);
    }

    private List<InputFile> files() {
        List<InputFile> files = new ArrayList<>();
        for (int i = 0; i < document.path("files").size(); i++) {
            JsonNode file = document.path("files").get(i);
            String path = file.get("path").asString();
            String relative = path.startsWith(HOME) ? path.substring(HOME.length()) : path;
            try {
                Path.of(relative);
                files.add(new InputFile(relative, file.get("content").asString().getBytes(StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                mistakes.add("files[" + i + "].path must lead below the script's directory, " + HOME + ", not to '"
                        + path + "'");
            }
        }
        return files;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        document.path("environment")
                .forEach(variable -> environment.put(
                        variable.get("name").asString(), variable.get("value").asString()));
        return environment;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
