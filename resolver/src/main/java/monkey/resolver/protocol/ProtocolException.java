package monkey.resolver.protocol;

import java.io.IOException;

/** Bytes that the protocol does not allow. The message names the position in the stream. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
