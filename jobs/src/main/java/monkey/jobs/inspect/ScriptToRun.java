package monkey.jobs.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param measure whether items are measured, in rounds
 * @param base and hardware as the experiment names them: other machinery is another inspection
 */
public record ScriptToRun(
        String text,
        List<InputFile> files,
        Map<String, String> digests,
        Map<String, String> environment,
        int batchSize,
        Limits limits,
        boolean measure,
        Optional<String> base,
        Map<String, String> hardware) {

    /** One whose items are not measured. */
    public ScriptToRun(
            String text,
            List<InputFile> files,
            Map<String, String> digests,
            Map<String, String> environment,
            int batchSize,
            Limits limits) {
        this(text, files, digests, environment, batchSize, limits, false);
    }

    /** One of this machine, whatever it is. */
    public ScriptToRun(
            String text,
            List<InputFile> files,
            Map<String, String> digests,
            Map<String, String> environment,
            int batchSize,
            Limits limits,
            boolean measure) {
        this(text, files, digests, environment, batchSize, limits, measure, Optional.empty(), Map.of());
    }

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
                new Limits(inspection.timeout(), inspection.memory(), inspection.cpus()),
                inspection.measure(),
                inspection.base(),
                inspection.hardware());
    }

    /** As JSON: equal exactly when nothing differs that could change an outcome. */
    public String document() {
        return JsonMapper.shared().writeValueAsString(contents());
    }

    /** The same without measuring: what a stack is asked for when only how it ends counts. */
    public ScriptToRun unmeasured() {
        return new ScriptToRun(text, files, digests, environment, batchSize, limits, false, base, hardware);
    }

    /** {@link #document()} of the same once more under another name, which makes it another inspection of the same stack. */
    public String controlDocument() {
        Map<String, Object> document = contents();
        document.put("control", true);
        return JsonMapper.shared().writeValueAsString(document);
    }

    /**
     * {@link #document()} of the same in a further session of a run's rounds. It names the run, because what was measured in
     * other rounds is of no use to another run.
     *
     * @param session from 1
     */
    public String sessionDocument(long runId, int session) {
        Map<String, Object> document = contents();
        document.put("session", new TreeMap<>(Map.of("of", runId, "number", session)));
        return JsonMapper.shared().writeValueAsString(document);
    }

    private Map<String, Object> contents() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("script", text);
        document.put("files", digests);
        document.put("environment", new TreeMap<>(environment));
        document.put("batchSize", batchSize);
        document.put("timeoutSeconds", limits.timeout().toNanos() / 1e9);
        document.put("memoryBytes", limits.memory());
        document.put("cpus", limits.cpus());
        if (measure) {
            document.put("measure", true);
        }
        base.ifPresent(image -> document.put("base", image));
        if (!hardware.isEmpty()) {
            document.put("hardware", new TreeMap<>(hardware));
        }
        return document;
    }

    public String digest() {
        return digest(document());
    }

    /** SHA-256 of one of the documents above and a line feed, 64 hex digits. */
    public static String digest(String document) {
        return Sha256.ofLines(List.of(document));
    }
}
