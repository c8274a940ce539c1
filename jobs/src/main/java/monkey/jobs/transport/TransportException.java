package monkey.jobs.transport;

/** Kafka cannot be reached, or refuses. The message is for the reader of a terminal. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }

    static TransportException of(String what, Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new TransportException(
                what + ": " + why + ". See that spring.kafka.bootstrap-servers is right and Kafka runs there.", cause);
    }
}
