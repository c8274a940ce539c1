package monkey.jobs.solve;

import java.util.regex.Pattern;
import monkey.dataset.environment.InterpreterReport;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.run.RecordedEnvironment;

/**
 * An environment that versions are solved for.
 *
 * @param id in the knowledge base
 * @param solver its name in messages: {@code solver-<system>-<system's version>-py<XY>}, as {@code solver-debian-12-py311}
 */
public record SolveEnvironment(int id, String digest, String solver, RuntimeEnvironment environment) {
    private static final Pattern UNFIT = Pattern.compile("[^a-z0-9.]+");

    public static SolveEnvironment of(RecordedEnvironment recorded) {
        RuntimeEnvironment environment = RuntimeEnvironment.of(InterpreterReport.parse(recorded.document()));
        return new SolveEnvironment(recorded.id(), recorded.digest(), solver(environment), environment);
    }

    /** Different environments may have the same name: it knows no patch release and no machine. */
    public static String solver(RuntimeEnvironment environment) {
        String python = environment.markers().pythonVersion().replace(".", "");
        String version = environment.systemVersion().isEmpty() ? "0" : word(environment.systemVersion());
        return "solver-" + word(environment.system()) + "-" + version + "-py" + python;
    }

    private static String word(String text) {
        return UNFIT.matcher(text.toLowerCase(java.util.Locale.ROOT)).replaceAll("_");
    }
}
