package monkey.jobs.investigate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.transport.Kafka;
import monkey.jobs.workbench.LearningBench;

/**
 * A process that investigates as {@code monkey investigate} does, on a machine whose clock is set by hours now and then. As a
 * command: {@code HOME SEED}; it ends when it is killed.
 */
final class JumpingInvestigator {
    private JumpingInvestigator() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        LearningBench bench = LearningBench.open(home);
        List<Integer> environments = bench.environments(List.of("3")).stream()
                .map(RecordedEnvironment::id)
                .toList();
        Investigator.start(
                bench,
                Kafka.open(home),
                new InvestigatorSettings(Optional.of(environments), 2, false, true),
                new SimpleMeterRegistry(),
                new JumpingClock(new Random(Long.parseLong(arguments[1]))));
        System.out.println("investigating");
        new CountDownLatch(1).await();
    }

    /** Right for a while, then off by up to six hours, forwards or backwards, then by another amount. */
    private static final class JumpingClock extends Clock {
        private static final int LONGEST_PEACE_MILLISECONDS = 2_000;

        private final InstantSource real = InstantSource.system();
        private final Random random;
        private Duration off = Duration.ZERO;
        private Instant next;

        JumpingClock(Random random) {
            this.random = random;
            this.next = real.instant();
        }

        @Override
        public synchronized Instant instant() {
            Instant now = real.instant();
            if (!now.isBefore(next)) {
                off = Duration.ofMinutes(random.nextInt(-360, 361));
                next = now.plusMillis(random.nextInt(LONGEST_PEACE_MILLISECONDS));
            }
            return now.plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it is asked for instants only");
        }
    }
}
