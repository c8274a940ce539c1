package monkey.reports.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.reports.Environment;
import monkey.reports.Experiment;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Run;
import monkey.reports.Specification;
import monkey.reports.text.Text;

/**
 * Commands that do again, by hand, what the run did. They work in any POSIX shell, in a directory of their own, change
 * nothing in the shell they are pasted into, and end with the script's exit code. Files that the experiment lays beside its
 * script are copied from the directory in which the commands are given.
 */
public final class Reproduction {
    /** An index that is not named is the reader's own configured one, so no address is written for it. */
    private record Source(Optional<String> index, boolean fromSource) {}

    private static final int PINS_PER_LINE = 4;

    private Reproduction() {}

    /** Builds the inspection's stack with uv and runs the script in it. */
    public static String of(Inspection inspection, Environment environment, Specification specification) {
        StringBuilder out = new StringBuilder("(\nset -e\ncd \"$(mktemp -d)\"\n");
        out.append("command -v uv > /dev/null || {\n  python3 -m venv tools && tools/bin/pip install --quiet uv\n"
                + "  PATH=\"$PWD/tools/bin:$PATH\"\n}\n");
        // uv looks for Pythons on the PATH, where pyenv's stand only if they are the active ones.
        out.append("PATH=\"$PATH:${PYENV_ROOT:-$HOME/.pyenv}/versions/\"")
                .append(Shell.quoted(environment.pythonVersion()))
                .append("/bin\n");
        out.append("uv venv --quiet --python ")
                .append(Shell.quoted(environment.pythonVersion()))
                .append(" venv\n");
        Map<Source, List<Pin>> bySource = new LinkedHashMap<>();
        for (Pin pin : inspection.stack()) {
            bySource.computeIfAbsent(new Source(pin.index(), pin.fromSource()), source -> new ArrayList<>())
                    .add(pin);
        }
        bySource.forEach((source, pins) -> out.append(install(source, pins)));
        specification.files().forEach(file -> out.append(laying(file)));
        out.append(Shell.writing("script.py", specification.script()));
        out.append(script(inspection, specification)).append("\n)\n");
        return Text.wellFormed(out.toString());
    }

    /** Saves the experiment and runs it again. JSON is YAML, so the document can be given as it is. */
    public static String of(Run run, Experiment experiment) {
        String file = fileName(run.name()) + ".yaml";
        return Text.wellFormed(Shell.writing(file, experiment.document()) + "scripts/monkey run " + file + "\n");
    }

    private static String install(Source source, List<Pin> pins) {
        StringBuilder out = new StringBuilder("uv pip install --quiet --python venv --no-deps");
        source.index().ifPresent(index -> out.append(" --default-index ").append(Shell.quoted(index)));
        if (source.fromSource()) {
            pins.forEach(pin -> out.append(" --no-binary ").append(Shell.quoted(pin.name())));
        } else {
            out.append(" --only-binary :all:");
        }
        for (int i = 0; i < pins.size(); i++) {
            out.append(i % PINS_PER_LINE == 0 ? " \\\n  " : " ")
                    .append(Shell.quoted(pins.get(i).toString()));
        }
        return out.append('\n').toString();
    }

    /** Of a file only its digest is kept, so it has to be where the commands are given; the digest says whether it is the same. */
    private static String laying(Specification.File file) {
        StringBuilder out = new StringBuilder();
        int directory = file.path().lastIndexOf('/');
        if (directory > 0) {
            out.append("mkdir -p ./")
                    .append(Shell.quoted(file.path().substring(0, directory)))
                    .append('\n');
        }
        out.append("cp \"$OLDPWD/\"")
                .append(Shell.quoted(file.path()))
                .append(" ./")
                .append(Shell.quoted(file.path()));
        return out.append(file.sha256().isEmpty() ? "" : "  # SHA-256 " + file.sha256())
                .append('\n')
                .toString();
    }

    private static String script(Inspection inspection, Specification specification) {
        StringBuilder out = new StringBuilder();
        if (!specification.environment().isEmpty()) {
            out.append("env");
            specification
                    .environment()
                    .forEach((name, value) -> out.append(' ').append(Shell.quoted(name + "=" + value)));
            out.append(' ');
        }
        if (inspection.outcome() == Outcome.TIMED_OUT && specification.timeout().isPresent()) {
            out.append("timeout ")
                    .append(specification.timeout().get().toSeconds())
                    .append(' ');
        }
        out.append("venv/bin/python script.py");
        if (inspection.outcome() == Outcome.OUT_OF_MEMORY) {
            specification
                    .memory()
                    .ifPresent(limit -> out.append("  # its memory limit was ").append(Text.line(limit)));
        }
        return out.toString();
    }

    private static String fileName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
        return safe.isEmpty() ? "experiment" : safe;
    }
}
