package monkey.reports;

/**
 * What went wrong in an inspection. Each part may be empty, none is null.
 *
 * @param signature normalized, so that equal failures have equal signatures
 * @param phase build, import, run ...
 * @param frame that raised the error: file and function
 * @param trace as printed, or the end of the build's log
 */
public record Failure(String signature, String phase, String errorType, String message, String frame, String trace) {}
