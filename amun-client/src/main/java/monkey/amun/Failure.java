package monkey.amun;

/**
 * What went wrong, in parts that can be compared. Failures with the same {@link #signature()} are the same failure.
 *
 * @param phase where it went wrong
 * @param type exception type ({@code ModuleNotFoundError}), signal ({@code SIGSEGV}) or {@code exit 3}; never empty
 * @param message one line as the script or the installer wrote it; may be empty
 * @param frame innermost place the error came from, {@code flask/app.py in full_dispatch_request}; may be empty
 * @param signature all of it as one line with versions, addresses, directories and line numbers taken out
 */
public record Failure(Phase phase, String type, String message, String frame, String signature) {
    /** Which part of an inspection failed. */
    public enum Phase {
        BUILD,
        RUN
    }
}
