package monkey.amun.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.Submission;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;

/** What tests of inspections share: this machine's Pythons, and a home that keeps the installer from test to test: one for each process of tests. */
final class Inspections {
    static final Interpreters INTERPRETERS = Interpreters.onThisMachine();
    static final Path HOME =
            Path.of("target", "home-" + System.getProperty("monkey.fork", "1")).toAbsolutePath();

    private Inspections() {}

    static Interpreter python() {
        return INTERPRETERS.all().stream()
                .filter(found -> found.minorVersion().equals("3.11"))
                .findFirst()
                .orElse(INTERPRETERS.all().get(0));
    }

    static LocalBackend open(int concurrency) {
        return LocalBackend.open(
                new LocalSettings(HOME, concurrency, Map.of("UV_HTTP_RETRIES", "0"), false), INTERPRETERS);
    }

    static InspectionSpecification script(String script, LockedPackage... packages) {
        return new InspectionSpecification(
                python().version(), List.of(packages), script, List.of(), Map.of(), 1, limits(20, 512));
    }

    static Limits limits(double seconds, int mebibytes) {
        return new Limits(Duration.ofMillis((long) (seconds * 1000)), (long) mebibytes << 20, 1);
    }

    static InspectionSpecification with(InspectionSpecification specification, Limits limits) {
        return new InspectionSpecification(
                specification.base(),
                specification.packages(),
                specification.script(),
                specification.files(),
                specification.environment(),
                specification.batchSize(),
                limits);
    }

    static InspectionSpecification times(InspectionSpecification specification, int batchSize) {
        return new InspectionSpecification(
                specification.base(),
                specification.packages(),
                specification.script(),
                specification.files(),
                specification.environment(),
                batchSize,
                specification.limits());
    }

    static InspectionResult await(Submission submission) throws Exception {
        return submission.result().get(3, TimeUnit.MINUTES);
    }
}
