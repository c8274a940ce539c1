package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** A manifest as administrators have it. */
public final class TemplateFile {
    private TemplateFile() {}

    /** The only document of a YAML file. */
    public static JsonNode read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(loaded));
        }
    }
}
