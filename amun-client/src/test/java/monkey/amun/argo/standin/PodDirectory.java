package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Where a pod's files really are. A path inside that lies below a mounted volume or is an input artifact's lies in a private
 * directory; all others are this machine's. A process sees no other root: what it is to find must be named in its command,
 * arguments or environment.
 */
final class PodDirectory {
    private final Path root;
    private final Map<String, Path> places =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private PodDirectory(Path root) {
        this.root = root;
    }

    /** With volumes and input artifacts laid out. */
    static PodDirectory of(Path root, JsonNode template, JsonNode inputArtifacts) throws IOException {
        PodDirectory pod = new PodDirectory(root);
        for (JsonNode mount : template.path("container").path("volumeMounts")) {
            String sub = Json.text(mount, "subPath");
            Path volume =
                    root.resolve("volumes").resolve(Json.text(mount, "name")).resolve(sub);
            pod.places.put(Json.text(mount, "mountPath"), Files.createDirectories(volume));
        }
        for (JsonNode artifact : inputArtifacts) {
            String path = Json.text(artifact, "path");
            if (!path.isEmpty()) {
                Path file = root.resolve("inputs" + path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, Json.text(artifact.path("raw"), "data"), StandardCharsets.UTF_8);
                pod.places.put(path, file);
            }
        }
        return pod;
    }

    Path root() {
        return root;
    }

    /** Where a file of the pod lies; a path of this machine when the pod has no such place. */
    Path of(String path) {
        return Path.of(translated(path));
    }

    /** A word of a command: a path inside becomes the one outside, everything else stays. */
    String translated(String word) {
        for (Map.Entry<String, Path> place : places.entrySet()) {
            if (word.equals(place.getKey()) || word.startsWith(place.getKey() + "/")) {
                return place.getValue() + word.substring(place.getKey().length());
            }
        }
        return word;
    }

    List<String> translated(JsonNode words) {
        List<String> translated = new ArrayList<>();
        words.forEach(word -> translated.add(translated(word.asString())));
        return translated;
    }

    void remove() {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // Something in it went meanwhile, or is still held: the whole directory goes when the stand-in does.
        }
    }
}
