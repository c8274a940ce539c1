package monkey.jobs.transport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import monkey.jobs.messages.MessageType;

/** What passes on the topics, for whoever wants to see it. */
public final class Tail {
    private final Kafka kafka;

    public Tail(Kafka kafka) {
        this.kafka = kafka;
    }

    /**
     * Shows the last messages, in the order in which they were written, and then, if wanted, what comes.
     *
     * @param last how many, of all types together
     * @param more asked a few times a second whether to go on; false at once shows what is there and no more
     */
    public void show(Collection<MessageType> types, int last, BooleanSupplier more, Consumer<Passing> viewer) {
        Topics topics = kafka.topics();
        List<String> names = types.stream().map(topics::name).toList();
        try (TopicReader reader = new TopicReader(kafka, names)) {
            List<Passing> present = new ArrayList<>();
            reader.readPresent(last, record -> present.add(Passing.of(record, topics)));
            present.sort(Comparator.comparing(Passing::writtenAt));
            present.subList(Math.max(0, present.size() - last), present.size()).forEach(viewer);
            reader.readComing(more, record -> viewer.accept(Passing.of(record, topics)));
        }
    }
}
