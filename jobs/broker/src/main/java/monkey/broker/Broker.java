package monkey.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker that is its own controller. It formats its storage when that is new, says in a file what process it is and
 * when it is ready, and stops in good order when it is asked to (SIGTERM).
 *
 * <p>Arguments: the broker's properties, and the file to say it in: its first line is the process, the second the word
 * {@code starting} or {@code ready}.
 */
public final class Broker {
    private Broker() {}

    public static void main(String[] arguments) throws Exception {
        Path configuration = Path.of(arguments[0]);
        Path state = Path.of(arguments[1]);
        say(state, "starting");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        format(configuration, Path.of(properties.getProperty("log.dirs")));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, state), "stop"));
        server.startup();
        say(state, "ready");
        server.awaitShutdown();
    }

    private static void format(Path configuration, Path storage) throws IOException {
        if (Files.exists(storage.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration.toString(), "--standalone"
        };
        int code = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException("cannot format " + storage + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static void stop(KafkaRaftServer server, Path state) {
        server.shutdown();
        server.awaitShutdown();
        try {
            Files.deleteIfExists(state);
        } catch (IOException e) {
            // whoever reads it sees that its process is gone
        }
    }

    private static void say(Path state, String word) throws IOException {
        Path part = state.resolveSibling(state.getFileName() + ".part");
        Files.writeString(part, ProcessHandle.current().pid() + "\n" + word + "\n");
        Files.move(part, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
