package monkey.jobs.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import monkey.dataset.digest.Sha256;
import monkey.jobs.experiment.Experiment.ScriptFile;

/**
 * A file the script finds beside itself: a relative path keeps its folders, one that leads elsewhere keeps its last
 * name. The content's digest is part of the experiment, where it lies is not.
 */
final class ScriptFileForm implements Form<ScriptFile> {
    @Override
    public Optional<ScriptFile> read(Value written, Reader reader) {
        return reader.text(written, "the path of a file").flatMap(text -> {
            Path source = reader.resolve(text);
            if (!Files.isRegularFile(source)) {
                reader.error(
                        text.place(),
                        "there is no file '" + text.text() + "'",
                        "Looked at " + source.toAbsolutePath().normalize() + "; give the path of a file that exists.");
                return Optional.empty();
            }
            try {
                return Optional.of(new ScriptFile(beside(text.text()), source, Sha256.of(Files.readAllBytes(source))));
            } catch (IOException e) {
                reader.error(
                        text.place(),
                        "the file '" + text.text() + "' cannot be read: " + e.getMessage(),
                        "Name a readable file.");
                return Optional.empty();
            }
        });
    }

    private static String beside(String written) {
        Path path = Path.of(written).normalize();
        return path.isAbsolute() || path.startsWith("..") ? path.getFileName().toString() : path.toString();
    }

    @Override
    public Object canonical(ScriptFile value) {
        return new TreeMap<>(Map.of("path", value.path(), "sha256", value.sha256()));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string");
    }
}
