package monkey.jobs.command;

/** How workflows say which experiment they are of. */
final class RunLabel {
    private static final int LENGTH = 40;

    private RunLabel() {}

    /** @param digest of the run, hexadecimal */
    static String of(String digest) {
        return digest.substring(0, Math.min(LENGTH, digest.length()));
    }
}
