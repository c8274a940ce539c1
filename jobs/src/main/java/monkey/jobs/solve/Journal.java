package monkey.jobs.solve;

import java.time.Instant;
import java.util.List;
import monkey.dataset.learning.Solve;
import monkey.dataset.learning.SolveEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each solve that ended or has to wait, with the ids of what asked for it. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("monkey.solve");

    private Journal() {}

    static void ended(List<SolveEnd> ends) {
        for (SolveEnd end : ends) {
            LOG.info(
                    "solve={} package={} version={} outcome={} reason={} cause={} correlation={}",
                    end.solve().id(),
                    end.solve().packageName(),
                    end.solve().version(),
                    end.outcome().word(),
                    end.reason(),
                    end.solve().cause().messageId(),
                    end.solve().cause().correlationId());
        }
    }

    static void postponed(Solve solve, String reason, Instant until) {
        LOG.info(
                "solve={} package={} version={} attempt={} postponed until={} reason={} correlation={}",
                solve.id(),
                solve.packageName(),
                solve.version(),
                solve.attempts(),
                until,
                reason,
                solve.cause().correlationId());
    }
}
