package monkey.jobs.investigate;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.learning.Look;
import monkey.dataset.learning.LookWorker;
import monkey.jobs.learn.Inquiry;
import monkey.jobs.solve.Crew;
import monkey.jobs.solve.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at pages that somebody asked for, several at a time, and does what was to follow. */
final class Looking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("monkey.look");

    private final Dataset dataset;
    private final LookWorker worker;
    private final Inquiry inquiry;
    private final Surroundings surroundings;
    private final Asks asks;
    private final Runnable planned;
    private final Clock clock;
    private final Crew crew;

    /** @param planned is called when there may be something to solve */
    Looking(Dataset dataset, Inquiry inquiry, Surroundings surroundings, int atOnce, Runnable planned, Clock clock) {
        this.dataset = dataset;
        this.worker = dataset.looks().worker();
        this.inquiry = inquiry;
        this.surroundings = surroundings;
        this.asks = new Asks(planned, clock);
        this.planned = planned;
        this.clock = clock;
        this.crew = new Crew("look", atOnce, this::lookOnce);
    }

    void wake() {
        crew.wake();
    }

    void start() {
        crew.start();
    }

    private boolean lookOnce() {
        List<Look> claimed = worker.claim(1, clock.instant());
        claimed.forEach(this::look);
        return !claimed.isEmpty();
    }

    private void look(Look look) {
        try {
            Optional<IndexPage> known =
                    dataset
                            .knowledge()
                            .pages(List.of(look.packageName()))
                            .getOrDefault(look.packageName(), List.of())
                            .stream()
                            .filter(page -> page.indexUrl().equals(look.indexUrl()))
                            .findFirst();
            Inquiry.Answer answer = inquiry.page(surroundings.location(look.indexUrl()), look.packageName(), known);
            if (answer instanceof Inquiry.Changed changed) {
                worker.end(look, changed.fetched(), asks::follow);
            } else {
                worker.end(look, answer.page(), asks::follow);
            }
            LOG.info(
                    "look={} package={} index={} present={}",
                    look.id(),
                    look.packageName(),
                    look.indexUrl(),
                    answer.page().present());
        } catch (IOException fault) {
            postpone(look, String.valueOf(fault.getMessage()));
        } catch (RuntimeException fault) {
            postpone(look, fault.toString());
            throw fault;
        }
    }

    private void postpone(Look look, String reason) {
        Duration wait = Waiting.after(look.attempts());
        LOG.info(
                "look={} package={} attempt={} postponed for={} reason={}",
                look.id(),
                look.packageName(),
                look.attempts(),
                wait,
                reason);
        worker.postpone(look, reason, clock.instant().plus(wait));
    }

    @Override
    public void close() {
        crew.close();
        worker.close();
    }
}
