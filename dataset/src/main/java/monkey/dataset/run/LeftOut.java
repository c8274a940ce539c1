package monkey.dataset.run;

/**
 * A version that was not considered.
 *
 * @param version {@code ""} when it is the whole package
 * @param detail in words, or {@code ""}
 */
public record LeftOut(String packageName, String version, LeftOutReason reason, String detail) {}
