package monkey.jobs.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import monkey.amun.InputFile;
import monkey.amun.Limits;
import monkey.dataset.digest.Sha256;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.Experiment.ScriptFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of an inspection that is the same for all stacks of a run.
 *
 * @param digests SHA-256 of each file, by its path
 */
public record ScriptToRun(
        String text,
        List<InputFile> files,
        Map<String, String> digests,
        Map<String, String> environment,
        int batchSize,
        Limits limits) {

    /** Reads the files that the experiment lays beside its script. */
    public static ScriptToRun of(Experiment experiment) {
        Experiment.Inspection inspection = experiment.inspection();
        List<InputFile> files = new ArrayList<>();
        Map<String, String> digests = new TreeMap<>();
        for (ScriptFile file : inspection.files()) {
            try {
                files.add(new InputFile(file.path(), Files.readAllBytes(file.source())));
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + file.source() + " can no longer be read", e);
            }
            digests.put(file.path(), file.sha256());
        }
        return new ScriptToRun(
                experiment.script().orElseThrow().text(),
                files,
                digests,
                inspection.environment(),
                inspection.batchSize(),
                new Limits(inspection.timeout(), inspection.memory(), inspection.cpus()));
    }

    /** As JSON: equal exactly when nothing differs that could change an outcome. */
    public String document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("script", text);
        document.put("files", digests);
        document.put("environment", new TreeMap<>(environment));
        document.put("batchSize", batchSize);
        document.put("timeoutSeconds", limits.timeout().toNanos() / 1e9);
        document.put("memoryBytes", limits.memory());
        document.put("cpus", limits.cpus());
        return JsonMapper.shared().writeValueAsString(document);
    }

    /** SHA-256 of {@link #document()} and a line feed, 64 hex digits. */
    public String digest() {
        return Sha256.ofLines(List.of(document()));
    }
}
