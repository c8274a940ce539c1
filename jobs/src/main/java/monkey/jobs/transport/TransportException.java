package monkey.jobs.transport;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Kafka cannot be reached, or refuses. The message is for the reader of a terminal. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }

    static TransportException of(String what, Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new TransportException(what + ": " + why.replaceFirst("\\.+$", "") + ". " + advice(cause), cause);
    }

    private static String advice(Throwable cause) {
        if (cause instanceof SslAuthenticationException) {
            return "See that spring.kafka.ssl.* names the authority that has signed Kafka's certificate, and that the"
                    + " certificate is for the address in spring.kafka.bootstrap-servers.";
        }
        if (cause instanceof AuthenticationException) {
            return "See that the mechanism, the user and the password in spring.kafka.properties.sasl.* are those that"
                    + " Kafka knows.";
        }
        if (cause instanceof AuthorizationException) {
            return "This user of Kafka may not do that: have it allowed, or have it done by one who may.";
        }
        return "See that spring.kafka.bootstrap-servers is right and Kafka runs there.";
    }
}
