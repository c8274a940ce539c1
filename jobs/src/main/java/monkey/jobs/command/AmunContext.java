package monkey.jobs.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.amun.InputFile;
import monkey.amun.specification.SpecificationDocument;
import monkey.dataset.digest.Sha256;
import monkey.jobs.experiment.Experiment;

/**
 * What a specification without a stack says of an experiment's inspections. Its values count as options: they outdo the
 * experiment's file, and are outdone by options that are given beside it.
 */
final class AmunContext {
    private final SpecificationDocument document;

    AmunContext(SpecificationDocument document) {
        this.document = document;
    }

    /** Adds what was not given as an option. */
    void addTo(Map<String, List<String>> options) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("--base", List.of(document.base()));
        said.put("--batch-size", List.of(Integer.toString(document.batchSize())));
        if (!document.environment().isEmpty()) {
            said.put("--env", assignments(document.environment()));
        }
        document.run().cpus().ifPresent(cpus -> said.put("--cpus", List.of(cpus.toString())));
        document.run().memory().ifPresent(bytes -> said.put("--memory", List.of(bytes.toString())));
        if (!document.run().hardware().isEmpty()) {
            said.put("--hardware", assignments(document.run().hardware()));
        }
        if (!document.script().isEmpty() && !options.containsKey("--script")) {
            said.put("--script-text", List.of(AmunDocuments.script(document)));
        }
        said.forEach(options::putIfAbsent);
    }

    /** Lays its files beside the script. */
    Experiment filled(Experiment experiment) {
        if (document.files().isEmpty()) {
            return experiment;
        }
        Experiment.Inspection inspection = experiment.inspection();
        List<Experiment.ScriptFile> files = new ArrayList<>(inspection.files());
        for (InputFile file : document.files()) {
            files.removeIf(other -> other.path().equals(file.path()));
            files.add(new Experiment.ScriptFile(file.path(), kept(file), Sha256.of(file.content())));
        }
        return experiment.with(new Experiment.Inspection(
                inspection.timeout(),
                inspection.memory(),
                inspection.cpus(),
                inspection.batchSize(),
                inspection.measure(),
                inspection.environment(),
                List.copyOf(files),
                inspection.base(),
                inspection.hardware()));
    }

    /** What neither backend can heed. */
    List<String> unheeded() {
        return document.needsAnImage();
    }

    private static Path kept(InputFile file) {
        try {
            Path kept = Files.createTempFile("monkey-context-", null);
            kept.toFile().deleteOnExit();
            return Files.write(kept, file.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> assignments(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
    }
}
