package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** A manifest as administrators have it. */
public final class TemplateFile {
    private TemplateFile() {}

    /** The only document of a YAML file. */
    public static JsonNode read(Path file) throws IOException {
        List<JsonNode> all = readAll(file);
        if (all.size() != 1) {
            throw new IllegalArgumentException(file + " has " + all.size() + " documents");
        }
        return all.get(0);
    }

    /** The documents of a YAML file. */
    public static List<JsonNode> readAll(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file)) {
            for (Object loaded : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
                all.add(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(loaded)));
            }
        }
        return all;
    }
}
