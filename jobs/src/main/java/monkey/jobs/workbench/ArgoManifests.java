package monkey.jobs.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.amun.argo.ArgoBackend;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** What a cluster has to hold so that inspections run there, filled in: the files of {@code scripts/deploy/argo}. */
public final class ArgoManifests {
    private static final List<String> INSPECTION =
            List.of("workflow-template.yaml", "executor.yaml", "client.yaml", "network-policy.yaml");

    private ArgoManifests() {}

    /**
     * As one text of YAML documents, for {@code kubectl apply -f -}.
     *
     * @param nightly image with this program in it; then the nightly run is among them
     */
    @SuppressWarnings("unchecked")
    public static String text(String namespace, Optional<String> nightly) {
        List<Object> documents = new ArrayList<>();
        Yaml yaml = yaml();
        for (String file : INSPECTION) {
            yaml.loadAll(read("inspection/" + file)).forEach(documents::add);
        }
        nightly.ifPresent(image -> {
            documents.add(experiment());
            yaml.loadAll(read("nightly/cron-workflow.yaml").replace("image: dependency-monkey", "image: " + image))
                    .forEach(documents::add);
        });
        for (Object document : documents) {
            Map<String, Object> manifest = (Map<String, Object>) document;
            ((Map<String, Object>) manifest.get("metadata")).put("namespace", namespace);
        }
        return yaml.dumpAll(documents.iterator());
    }

    /** What the nightly run mounts, as {@code kubectl apply -k} would make it. */
    private static Map<String, Object> experiment() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("apiVersion", "v1");
        map.put("kind", "ConfigMap");
        map.put("metadata", new LinkedHashMap<>(Map.of("name", "monkey-nightly")));
        map.put("data", Map.of("experiment.yaml", read("nightly/experiment.yaml")));
        return map;
    }

    private static Yaml yaml() {
        DumperOptions written = new DumperOptions();
        written.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        written.setExplicitStart(true);
        written.setWidth(120);
        // What is shared by a name in the file is written out: not everybody who reads it can follow names.
        written.setDereferenceAliases(true);
        return new Yaml(
                new SafeConstructor(new LoaderOptions()), new Representer(written), written, new LoaderOptions());
    }

    private static String read(String file) {
        try (InputStream in = ArgoBackend.class.getResourceAsStream("/monkey/amun/argo/deploy/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
