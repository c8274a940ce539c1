package monkey.jobs.reach;

/**
 * A version, or a whole package, that was not considered.
 *
 * @param version empty when it is the whole package
 * @param detail more about the reason, in words; may be empty
 */
public record LeftOut(String packageName, String version, Reason reason, String detail) {}
