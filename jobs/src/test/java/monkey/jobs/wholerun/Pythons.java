package monkey.jobs.wholerun;

import java.util.List;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import org.junit.jupiter.api.Assumptions;

/** Scenarios say {@code PYTHON} and {@code OTHER} for two Pythons of this machine, whichever they are. */
final class Pythons {
    private static final List<Interpreter> ALL = Interpreters.onThisMachine().all().stream()
            .filter(python -> python.minorVersion().matches("3\\.\\d\\d"))
            .toList();

    private Pythons() {}

    private static Interpreter first() {
        return ALL.stream()
                .filter(python -> python.minorVersion().equals("3.11"))
                .findFirst()
                .orElseGet(() -> ALL.get(0));
    }

    private static Interpreter other() {
        List<Interpreter> others = ALL.stream()
                .filter(python -> !python.minorVersion().equals(first().minorVersion()))
                .toList();
        Assumptions.assumeFalse(others.isEmpty(), "this needs two Pythons of at least 3.10 on this machine");
        return others.get(0);
    }

    /** With this machine's Pythons in place of the words. */
    static String named(String text) {
        String named = text.replace("PYTHON", first().minorVersion());
        return named.contains("OTHER") ? named.replace("OTHER", other().minorVersion()) : named;
    }

    /** With the words in place of this machine's Pythons. */
    static String unnamed(String text) {
        String unnamed = unnamed(text, first(), "PYTHON");
        return ALL.size() > 1 ? unnamed(unnamed, other(), "OTHER") : unnamed;
    }

    private static String unnamed(String text, Interpreter python, String word) {
        return text.replace(python.version(), word)
                .replaceAll("(?<![0-9.])" + python.minorVersion().replace(".", "\\.") + "(?![0-9])", word);
    }
}
