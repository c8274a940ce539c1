package monkey.reports;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Small reports of every shape, to hold what is counted against what a few plain loops count. */
public final class RandomReports {
    private RandomReports() {}

    public static Report report(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Environment> environments = new ArrayList<>();
        List<Inspection> inspections = new ArrayList<>();
        int outcomes = 1 + random.nextInt(Outcome.values().length);
        for (int e = 0; e <= random.nextInt(3); e++) {
            String name = "py3." + (9 + e);
            Optional<BigInteger> count =
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(BigInteger.TWO.pow(random.nextInt(200)));
            environments.add(new Environment(
                    name,
                    "3." + (9 + e) + ".1",
                    Map.of(),
                    new Space(
                            count,
                            count,
                            Space.Ending.COMPLETE,
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            Optional.empty()),
                    List.of()));
            int stacks = random.nextInt(25);
            for (int i = 0; i < stacks; i++) {
                inspections.add(inspection(name, i, Outcome.values()[random.nextInt(outcomes)], random));
            }
        }
        return new Report(
                new Run(
                        seed,
                        "random",
                        "d",
                        0,
                        Run.State.COMPLETE,
                        Instant.EPOCH,
                        Optional.of(Instant.EPOCH),
                        Optional.empty()),
                new Experiment(
                        "{}",
                        List.of(),
                        "sample",
                        Map.of(),
                        Optional.empty(),
                        new Specification("", List.of(), Map.of(), Optional.empty(), Optional.empty(), 1)),
                Machine.UNKNOWN,
                environments,
                inspections);
    }

    private static Inspection inspection(String environment, int position, Outcome outcome, SplittableRandom random) {
        List<Pin> stack = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            if (random.nextInt(6) > 0) {
                stack.add(new Pin(name, "1." + random.nextInt(name.equals("d") ? 1 : 4)));
            }
        }
        String signature = "signature " + random.nextInt(3);
        return new Inspection(
                environment + "-" + position,
                environment,
                position,
                stack,
                outcome,
                outcome.isTried() && random.nextInt(3) == 0,
                OptionalDouble.empty(),
                outcome.isPass() ? Optional.empty() : Optional.of(new Failure(signature, "run", "E", "m", "f", "t")),
                List.of());
    }
}
