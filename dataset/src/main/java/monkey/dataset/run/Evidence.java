package monkey.dataset.run;

/**
 * What a failed inspection printed, capped by who collected it; null where there is none.
 *
 * @param trace the traceback
 */
public record Evidence(String buildLog, String trace) {
    public static final Evidence NONE = new Evidence(null, null);
}
