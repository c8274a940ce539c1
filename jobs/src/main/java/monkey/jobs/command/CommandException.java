package monkey.jobs.command;

/** A command cannot do what was asked; the message is all that its user needs to know. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for is wrong. */
    public static CommandException wrongInput(String message) {
        return new CommandException(ExitCode.WRONG_INPUT, message, null);
    }

    /** What was asked for is right, and failed all the same. */
    public static CommandException failed(String message, Throwable cause) {
        return new CommandException(ExitCode.FAILED, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
