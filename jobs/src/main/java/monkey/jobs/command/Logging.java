package monkey.jobs.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Logs warnings to standard error, and more when asked. In code rather than in XML, which alone would cost a short
 * command a tenth of a second.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level: %msg [%logger{0}]%n%nopex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // A step that fails is told by whoever started the job, in words.
        context.getLogger("org.springframework.batch.core.step").setLevel(Level.OFF);
        // That a user is refused is told by whoever asked, in words; it ends a command.
        context.getLogger("org.apache.kafka.clients.admin").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on, also what is only worth knowing when looking closely. */
    static void more() {
        ((Logger) LoggerFactory.getLogger("monkey")).setLevel(Level.INFO);
    }

    /** From now on, a line for each message that is handled. */
    static void messages() {
        ((Logger) LoggerFactory.getLogger("monkey.message")).setLevel(Level.INFO);
    }

    /** Keeps Spring Boot from putting its own in place of this. */
    static void keep() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }
}
