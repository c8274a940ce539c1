package monkey.amun.argo;

import java.util.Map;

/** By which names the cluster holds what inspections need, and finds what came of it. */
public final class InspectionTemplate {
    /** Of the workflow template that {@code scripts/deploy/argo} installs. */
    public static final String NAME = "monkey-inspection";
    /** Of the template this program was made for; another one may not do what its result is read as. */
    public static final String VERSION = "1";
    /** Label of the template that says its version. */
    public static final String VERSION_LABEL = "monkey-template-version";

    /** On every workflow of ours: the beginning of its digest, longer than the one in its name. */
    static final String INSPECTION_LABEL = "monkey-inspection";
    /** On every workflow of ours: the run that first asked for it. */
    static final String RUN_LABEL = "monkey-run";
    /** Selects every workflow of ours. */
    static final String SELECTOR = INSPECTION_LABEL;

    private InspectionTemplate() {}

    static Map<String, String> common() {
        return Map.of("app.kubernetes.io/name", "dependency-monkey");
    }

    /** Selects the workflows that a run was the first to ask for. */
    static String ofRun(String run) {
        return SELECTOR + "," + RUN_LABEL + "=" + run;
    }
}
