package monkey.amun.argo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Submission;

/** One inspection on its way: waiting for a place, asked for, alive on the cluster, being read, ended. Safe for several threads. */
final class ArgoInspection implements Submission {
    /** Where it stands, as far as this process knows. */
    enum State {
        WAITING,
        ASKED_FOR,
        ALIVE,
        READING,
        ENDED
    }

    private static final Duration LONGEST_READ_PAUSE = Duration.ofSeconds(30);

    private final InspectionSpecification specification;
    private final InspectionWorkflow workflow;
    private final Consumer<ArgoInspection> canceller;
    private final Consumer<ArgoInspection> release;
    private final CompletableFuture<InspectionResult> result = new CompletableFuture<>();
    private State state = State.WAITING;
    private boolean cancelled;
    private boolean adopted;
    private boolean noticed;
    private Duration readPause = Duration.ofMillis(250);
    private boolean askedTwice;
    private String uid = "";
    private String forgotten = "";
    private Instant due = Instant.MAX;
    private Duration patience = Duration.ZERO;
    private boolean stuck;
    private Instant mustEnd = Instant.MAX;

    /**
     * @param canceller ends the workflow on the cluster; does not wait
     * @param release told before anybody hears of the end
     */
    ArgoInspection(
            InspectionSpecification specification,
            InspectionWorkflow workflow,
            Consumer<ArgoInspection> canceller,
            Consumer<ArgoInspection> release) {
        this.specification = specification;
        this.workflow = workflow;
        this.canceller = canceller;
        this.release = release;
    }

    InspectionSpecification specification() {
        return specification;
    }

    InspectionWorkflow workflow() {
        return workflow;
    }

    @Override
    public CompletableFuture<InspectionResult> result() {
        return result.copy();
    }

    @Override
    public void cancel() {
        boolean onCluster;
        synchronized (this) {
            if (state == State.ENDED || cancelled) {
                return;
            }
            cancelled = true;
            onCluster = state != State.WAITING;
        }
        if (onCluster) {
            canceller.accept(this);
        }
        end(InspectionResult.cancelled(specification));
    }

    @Override
    public boolean leave() {
        synchronized (this) {
            if (state == State.ENDED) {
                return false;
            }
        }
        end(InspectionResult.cancelled(specification));
        return true;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized State state() {
        return state;
    }

    /** From one state to the next; false when it is no longer in the first. */
    synchronized boolean move(State from, State to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }

    /**
     * Its workflow is there.
     *
     * @param over whether it was before we asked, and had been brought to its end
     * @return whether there has been news of it before the answer to our question came
     */
    synchronized boolean alive(String identity, boolean over, Instant now, Duration start) {
        boolean news = noticed;
        if (state == State.ASKED_FOR) {
            state = State.ALIVE;
            uid = identity;
            adopted = over;
            noticed = false;
            patience = start;
            stuck = false;
            due = now.plus(start);
            mustEnd = now.plus(workflow.runs()).plus(start);
        }
        return news;
    }

    /** Its workflow is gone, or told nothing and is forgotten: it is asked for once more. False when that was done before. */
    synchronized boolean askAgain() {
        if (askedTwice || cancelled || state == State.ENDED) {
            return false;
        }
        askedTwice = true;
        forgotten = uid;
        adopted = false;
        state = State.WAITING;
        uid = "";
        due = Instant.MAX;
        return true;
    }

    /** Whether the workflow's end is from before we asked for it: an old story, if it tells nothing. */
    synchronized boolean adopted() {
        return adopted;
    }

    /** Whether a workflow of its name is one that was to go, and takes its time. */
    synchronized boolean isForgotten(String identity) {
        return !forgotten.isEmpty() && forgotten.equals(identity);
    }

    /**
     * There is news of a workflow of its name. Whether that is the one that is followed, and is to be read: after one was
     * deleted there may be another. What comes while it is asked for, or read, is looked into after that.
     */
    synchronized boolean isNews(String identity) {
        boolean mine = uid.isEmpty() || identity.isEmpty() || uid.equals(identity);
        noticed |= mine && (state == State.READING || state == State.ASKED_FOR);
        return mine && state == State.ALIVE;
    }

    /** There was nothing to read yet. Whether there has been news since. */
    synchronized boolean backToAlive() {
        if (state != State.READING) {
            return false;
        }
        state = State.ALIVE;
        boolean again = noticed;
        noticed = false;
        return again;
    }

    /** Whether it should have been heard of by now. */
    synchronized boolean isDue(Instant now) {
        return state == State.ALIVE && now.isAfter(due);
    }

    /** Its pod runs: that is looked at again, each time after twice as long, until it must have ended. */
    synchronized void runs(Instant now) {
        patience = patience.multipliedBy(2);
        stuck = false;
        lookAgain(now);
    }

    /**
     * It was seen in a state that is usual for some seconds and means that it is stuck when it lasts: its container has ended
     * and its pod runs, so that Argo's executor is gone; or one pod has ended and the next has not begun.
     */
    synchronized boolean seenStuckTwice(Instant now) {
        boolean before = stuck;
        stuck = true;
        lookAgain(now);
        return before;
    }

    private void lookAgain(Instant now) {
        Instant next = now.plus(patience);
        due = next.isBefore(mustEnd) ? next : mustEnd;
    }

    /** How long to wait before it is read again when that has failed; ever longer. */
    synchronized Duration readPause() {
        readPause = readPause.compareTo(LONGEST_READ_PAUSE) < 0 ? readPause.multipliedBy(2) : readPause;
        return readPause;
    }

    synchronized boolean mustHaveEnded(Instant now) {
        return now.isAfter(mustEnd);
    }

    void end(InspectionResult ended) {
        synchronized (this) {
            state = State.ENDED;
        }
        release.accept(this);
        result.complete(ended);
    }
}
