package monkey.jobs.command;

/** What the process tells its caller. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The run itself failed. */
    public static final int FAILED = 1;
    /** Wrong usage or input; nothing was changed. */
    public static final int WRONG_INPUT = 2;
    /** The run went well, and found what {@code --fail-on} names. */
    public static final int FOUND = 3;
    /** As a shell has it for what Ctrl-C ended. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
