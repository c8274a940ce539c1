package monkey.dataset.run;

/**
 * What went wrong in an inspection; what is not known is null.
 *
 * @param phase build, import, run ...
 * @param errorFrame innermost frame outside the script: {@code file:function}
 * @param signature normalized, so that equal failures can be grouped
 */
public record Failure(String phase, String errorType, String errorMessage, String errorFrame, String signature) {
    public static final Failure NONE = new Failure(null, null, null, null, null);
}
