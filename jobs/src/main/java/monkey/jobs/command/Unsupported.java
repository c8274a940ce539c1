package monkey.jobs.command;

import java.util.ArrayList;
import java.util.List;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.workbench.BackendName;

/** What an experiment asks for and a backend cannot heed: an error, so that nobody takes a wish for a fact. */
final class Unsupported {
    private Unsupported() {}

    /** @param besides what no backend can heed */
    static void require(
            Experiment.Inspection inspection,
            List<String> besides,
            BackendName backend,
            boolean ignore,
            Progress progress) {
        List<String> unheeded = new ArrayList<>(besides);
        if (backend == BackendName.local) {
            inspection.base().ifPresent(image -> unheeded.add("the base image " + image));
            if (!inspection.hardware().isEmpty()) {
                unheeded.add("the hardware " + inspection.hardware());
            }
        }
        require(unheeded, backend, ignore, progress);
    }

    static void require(List<String> unheeded, BackendName backend, boolean ignore, Progress progress) {
        if (unheeded.isEmpty()) {
            return;
        }
        String what = String.join(", ", unheeded);
        if (!ignore) {
            throw CommandException.wrongInput("the backend '" + backend + "' would ignore " + what + ". "
                    + (backend == BackendName.local ? "Run it with --backend argo" : "Leave it out")
                    + ", or give --ignore-unsupported.");
        }
        progress.note("ignored by the backend '" + backend + "': " + what);
    }
}
