package monkey.reports;

import monkey.reports.text.Text;

/**
 * What went wrong in an inspection. Each part may be empty, none is null. Installers and scripts print addresses with
 * passwords and tokens in them; those are taken out here, before any page can show them.
 *
 * @param signature normalized, so that equal failures have equal signatures
 * @param phase build, import, run ...
 * @param frame that raised the error: file and function
 * @param trace as printed, or the end of the build's log
 */
public record Failure(String signature, String phase, String errorType, String message, String frame, String trace) {

    public Failure {
        signature = Text.withoutCredentials(signature);
        message = Text.withoutCredentials(message);
        trace = Text.withoutCredentials(trace);
    }
}
