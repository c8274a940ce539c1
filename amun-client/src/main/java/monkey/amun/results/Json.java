package monkey.amun.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the harness wrote. A script's output is one string in it, larger than JSON readers take by default. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 << 20)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** Null when the file is not there. */
    public static JsonNode read(Path file) throws IOException {
        return Files.exists(file) ? MAPPER.readTree(Files.readAllBytes(file)) : null;
    }
}
