package monkey.jobs.investigate;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;

/** Who handles which message. */
public final class Handlers {
    private Handlers() {}

    /**
     * @param security whether a solved version's code is to be looked at
     * @param planned is called when there is something to do, or will be in a moment
     */
    public static Map<MessageType, MessageHandler<?>> of(
            Surroundings surroundings, boolean security, Runnable planned, Clock clock) {
        Asks asks = new Asks(planned, clock);
        Map<MessageType, MessageHandler<?>> handlers = new EnumMap<>(MessageType.class);
        handlers.put(MessageType.UNRESOLVED_PACKAGE, new WhenPackageIsUnresolved(surroundings, asks, clock));
        handlers.put(MessageType.SOLVED_PACKAGE, new WhenPackageIsSolved(surroundings, security, clock));
        handlers.put(MessageType.PACKAGE_RELEASED, new WhenPackageIsReleased(surroundings, asks));
        handlers.put(MessageType.HASH_MISMATCH, new WhenFilesAreOthers(surroundings, asks, clock));
        handlers.put(MessageType.MISSING_VERSION, new WhenVersionIsMissing(surroundings, clock));
        handlers.put(MessageType.MISSING_PACKAGE, new WhenPackageIsMissing(surroundings, clock));
        handlers.put(MessageType.UPDATE_PROVIDES_SOURCE_DISTRO, new WhenSourceIsProvided(surroundings, clock));
        handlers.put(MessageType.SI_UNANALYZED_PACKAGE, new WhenSecurityIsUnknown(surroundings, clock));
        handlers.put(MessageType.ADVISER_RE_RUN, new WhenRunCanGoOn());
        return handlers;
    }
}
