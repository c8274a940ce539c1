package monkey.jobs.messages;

/**
 * A message that can never be handled, however often it is tried: it is no message, is of a version that is not understood,
 * or asks for something that cannot be done. It becomes a dead letter, with these words as its reason.
 */
public class MessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MessageException(String reason) {
        super(reason);
    }

    public MessageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
