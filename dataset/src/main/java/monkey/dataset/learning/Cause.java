package monkey.dataset.learning;

import java.util.UUID;

/**
 * The message that made something happen.
 *
 * @param messageId or null when no message did
 * @param correlationId of everything that one thing led to; or null
 */
public record Cause(UUID messageId, String correlationId) {
    public static final Cause NONE = new Cause(null, null);
}
