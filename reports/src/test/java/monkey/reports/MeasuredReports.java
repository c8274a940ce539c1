package monkey.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import monkey.reports.MeasuredStack.Circumstances;
import monkey.reports.MeasuredStack.Conditions;
import monkey.reports.MeasuredStack.Value;

/** Reports of runs that measured, made up. */
public final class MeasuredReports {
    private static final Map<String, List<String>> VERSIONS = new LinkedHashMap<>();

    static {
        VERSIONS.put("numpy", List.of("1.21.6", "1.22.4", "1.23.5", "1.24.4", "1.25.2", "1.26.4"));
        VERSIONS.put("scipy", List.of("1.9.3", "1.10.1", "1.11.4"));
        VERSIONS.put("threadpoolctl-with-a-very-long-name", List.of("2.2.0", "3.0.0", "3.1.0"));
    }

    private MeasuredReports() {}

    /** Where one package is slower from a version on, and a second uses more memory together with it. */
    public static Report slower() {
        return report(0.12);
    }

    /** Where nothing is different. */
    public static Report even() {
        return report(0);
    }

    private static Report report(double effect) {
        Random random = new Random(11);
        List<Inspection> inspections = new ArrayList<>();
        List<MeasuredStack> measured = new ArrayList<>();
        for (int position = 0; position <= 24; position++) {
            boolean control = position == 24;
            Map<String, Integer> levels = new TreeMap<>();
            List<Pin> stack = new ArrayList<>();
            if (control) {
                stack.addAll(inspections.get(0).stack());
                stack.forEach(
                        pin -> levels.put(pin.name(), VERSIONS.get(pin.name()).indexOf(pin.version())));
            } else {
                VERSIONS.forEach((name, versions) -> {
                    levels.put(name, random.nextInt(versions.size()));
                    stack.add(new Pin(name, versions.get(levels.get(name))));
                });
                inspections.add(new Inspection(
                        Integer.toString(100 + position),
                        "py3.12",
                        position,
                        stack,
                        Outcome.PASSED,
                        false,
                        OptionalDouble.of(0.3),
                        Optional.empty(),
                        List.of()));
            }
            boolean slow = levels.get("numpy") >= 4;
            boolean large = slow && levels.get("scipy") == 0;
            List<Value> values = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                double drift = 0.03 * new Random(round).nextGaussian();
                for (int item = 0; item < 2; item++) {
                    double time = Math.exp(Math.log(0.4) + drift + 0.01 * random.nextGaussian() + (slow ? effect : 0));
                    values.add(new Value("cpu_time", "s", round, time));
                    values.add(new Value("PiMatmul.rate", "GFLOPS", round, 12 / time));
                    values.add(new Value(
                            "peak_memory",
                            "By",
                            round,
                            5e7 * Math.exp(0.002 * random.nextGaussian() + (large ? effect : 0))));
                }
            }
            measured.add(new MeasuredStack(
                    Integer.toString(100 + position),
                    "py3.12",
                    stack,
                    control,
                    0,
                    new Circumstances(
                            "AMD EPYC 9R14, family 25 model 17 stepping 1, 2 processors", "{}", 7, "f".repeat(64)),
                    new Conditions("1", "performance", OptionalDouble.of(0.4), OptionalDouble.of(0.012)),
                    values));
        }
        Report web = SampleReports.web();
        return new Report(
                web.run(),
                web.experiment(),
                web.machine(),
                List.of(web.environments().get(1)),
                inspections,
                CauseSearches.NONE,
                measured);
    }
}
