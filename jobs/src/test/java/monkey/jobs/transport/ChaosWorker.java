package monkey.jobs.transport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import monkey.dataset.Dataset;
import monkey.dataset.UnusableDatabaseException;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.workbench.Database;
import org.jdbi.v3.core.Handle;

/** A relay or a consumer as a process, to be killed. It says in a file that it is up, and ends when its input does. */
final class ChaosWorker {
    private ChaosWorker() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]);
        Traffic traffic = new Traffic(new SimpleMeterRegistry());
        try (Database database = Database.open(home);
                Kafka kafka = Kafka.open(home)) {
            Dataset dataset = open(database);
            try (AutoCloseable work = arguments[0].equals("relay")
                    ? Relay.start(dataset.outbox(), kafka, traffic)
                    : Consumers.start(
                            dataset,
                            kafka,
                            traffic,
                            List.of(Subscription.of("chaos").handling(MissingVersion.class, ChaosWorker::note)))) {
                Files.writeString(Path.of(arguments[2]), "");
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** It may be started while the database is away; whoever runs it in earnest would start it again. */
    private static Dataset open(Database database) throws InterruptedException {
        while (true) {
            try {
                return Dataset.open(database.dataSource());
            } catch (UnusableDatabaseException away) {
                Thread.sleep(100);
            }
        }
    }

    private static void note(Envelope<MissingVersion> message, Handle transaction) {
        transaction.execute(
                "insert into chaos (message_id, key, number) values (?, ?, ?)",
                message.id(),
                message.message().key(),
                Integer.valueOf(message.message().packageVersion()));
    }
}
