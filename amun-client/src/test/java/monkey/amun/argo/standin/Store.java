package monkey.amun.argo.standin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cluster's objects and what happened to them. Every change takes the next version and is kept as an event for a while.
 * An object that was given out is never changed again: a change makes a new one. Safe for several threads.
 */
final class Store {
    /** What changed, and to what. */
    record Event(long version, String type, ObjectNode workflow) {}

    private final int eventsKept;
    private final Clock clock;
    private final boolean archiving;
    private final Map<String, ObjectNode> workflows = new LinkedHashMap<>();
    private final Map<String, ObjectNode> archive = new LinkedHashMap<>();
    private final Map<String, ObjectNode> templates = new HashMap<>();
    private final Map<String, Integer> creations = new HashMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private long version = 100;
    private long oldest = 100;

    Store(int eventsKept, Clock clock, boolean archiving) {
        this.eventsKept = eventsKept;
        this.clock = clock;
        this.archiving = archiving;
    }

    /** To the second, as a cluster writes it. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    synchronized long version() {
        return version;
    }

    synchronized void putTemplate(ObjectNode template) {
        ObjectNode stored = template.deepCopy();
        ObjectNode metadata = stored.withObject("/metadata");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("resourceVersion", String.valueOf(++version));
        metadata.put("creationTimestamp", now());
        templates.put(Json.text(metadata, "name"), stored);
    }

    synchronized void removeTemplate(String name) {
        templates.remove(name);
    }

    synchronized Optional<ObjectNode> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    synchronized List<ObjectNode> templates() {
        return List.copyOf(templates.values());
    }

    /** Adds a workflow whose name is not taken. */
    synchronized ObjectNode create(ObjectNode workflow) throws Refused {
        String name = Json.text(workflow.path("metadata"), "name");
        if (workflows.containsKey(name)) {
            throw Refused.exists(name);
        }
        creations.merge(name, 1, Integer::sum);
        ObjectNode stored = stamped(workflow);
        workflows.put(name, stored);
        happened("ADDED", stored);
        return stored;
    }

    synchronized int creations(String name) {
        return creations.getOrDefault(name, 0);
    }

    /** Names that were created more than once, for whoever counts. */
    synchronized Map<String, Integer> creations() {
        return new HashMap<>(creations);
    }

    synchronized Optional<ObjectNode> get(String name) {
        return Optional.ofNullable(workflows.get(name));
    }

    /** Empty when it is not there, or is another of the same name. */
    synchronized Optional<ObjectNode> get(String name, String uid) {
        return get(name)
                .filter(found -> Json.text(found.path("metadata"), "uid").equals(uid));
    }

    /** Replaces a workflow by what the change makes of a copy of it, unless it is gone. */
    synchronized Optional<ObjectNode> change(String name, String uid, UnaryOperator<ObjectNode> change) {
        return get(name, uid).map(found -> {
            // The specification is by far the largest part and hardly ever changes: it is shared.
            ObjectNode copy = Json.object();
            copy.set("metadata", found.path("metadata").deepCopy());
            copy.set("spec", found.path("spec"));
            copy.set("status", found.path("status").deepCopy());
            ObjectNode next = stamped(change.apply(copy));
            workflows.put(name, next);
            happened("MODIFIED", next);
            return next;
        });
    }

    synchronized boolean delete(String name, String uid) {
        Optional<ObjectNode> found = get(name, uid);
        found.ifPresent(workflow -> {
            workflows.remove(name);
            happened("DELETED", stamped(workflow.deepCopy()));
        });
        return found.isPresent();
    }

    synchronized void archive(ObjectNode workflow) {
        if (archiving) {
            archive.put(Json.text(workflow.path("metadata"), "uid"), workflow);
        }
    }

    synchronized Optional<ObjectNode> archived(String uid) {
        return Optional.ofNullable(archive.get(uid));
    }

    synchronized List<ObjectNode> archive() {
        return new ArrayList<>(archive.values());
    }

    synchronized List<ObjectNode> workflows() {
        return new ArrayList<>(workflows.values());
    }

    /** Waits up to so many milliseconds for events after a version; none when there were none. */
    synchronized List<Event> eventsAfter(long after, long milliseconds) throws InterruptedException, Refused {
        if (after < oldest) {
            throw Refused.invalid("too old resource version: " + after + " (" + oldest + ")");
        }
        if (version <= after || events.isEmpty() || events.peekLast().version() <= after) {
            wait(milliseconds);
        }
        return events.stream().filter(event -> event.version() > after).toList();
    }

    private ObjectNode stamped(ObjectNode workflow) {
        workflow.withObject("/metadata").put("resourceVersion", String.valueOf(++version));
        return workflow;
    }

    private void happened(String type, ObjectNode workflow) {
        events.add(new Event(version, type, workflow));
        while (events.size() > eventsKept) {
            oldest = events.remove().version();
        }
        notifyAll();
    }
}
