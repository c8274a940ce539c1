package monkey.amun.interpreters;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Pythons of this machine, newest first, one of each version. Immutable. */
public final class Interpreters {
    private static final Pattern VERSION = Pattern.compile("3|\\d+\\.\\d+(\\.\\d+([a-z]+\\d+)?)?");

    private final List<Interpreter> all;

    private Interpreters(List<Interpreter> all) {
        this.all = all;
    }

    /** These and no others, in the order given. */
    public static Interpreters of(List<Interpreter> interpreters) {
        return new Interpreters(List.copyOf(interpreters));
    }

    /** Looks on PATH, among pyenv's versions and among uv's; each is run once, in all a fraction of a second. */
    public static Interpreters onThisMachine() {
        return among(InterpreterSearch.candidates(System.getenv()));
    }

    /** Of these executables those that are a CPython of 3.6 or later; of equal versions the first stays. */
    static Interpreters among(List<Path> executables) {
        Map<String, Interpreter> byVersion = executables.parallelStream()
                .map(InterpreterProbe::ask)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(
                        Interpreter::version, found -> found, (first, second) -> first, LinkedHashMap::new));
        return new Interpreters(byVersion.values().stream()
                .sorted(Comparator.comparing(Interpreter::version, Interpreters::compareVersions)
                        .reversed())
                .toList());
    }

    public List<Interpreter> all() {
        return all;
    }

    /**
     * @param version {@code 3.11}, which means the newest of 3.11 here, or {@code 3.11.7}; {@code 3} means the newest
     *     release there is here
     * @throws InterpreterNotFoundException when there is none; the message lists those that are here
     */
    public Interpreter find(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new InterpreterNotFoundException(
                    "'" + version + "' is not a Python version: write 3.11 or 3.11.7; " + here());
        }
        return all.stream()
                .filter(found -> answers(found, version))
                .findFirst()
                .orElseThrow(() -> new InterpreterNotFoundException("Python " + version
                        + " is not on this machine; " + here() + ". Name one of these, or install it, for example with "
                        + "pyenv or `uv python install " + version + "`"));
    }

    private static boolean answers(Interpreter found, String version) {
        return version.equals("3")
                ? found.version().matches("3[.\\d]+")
                : found.version().equals(version) || found.minorVersion().equals(version);
    }

    private String here() {
        return all.isEmpty()
                ? "no Python of 3.6 or later was found here"
                : "here are " + all.stream().map(Interpreter::version).collect(Collectors.joining(", "));
    }

    /** By number; a pre-release ({@code 3.14.0rc1}) comes before its release. */
    static int compareVersions(String left, String right) {
        String[] a = left.split("(?<=\\d)(?=[a-z])|\\.", -1);
        String[] b = right.split("(?<=\\d)(?=[a-z])|\\.", -1);
        for (int i = 0; i < 3; i++) {
            int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (order != 0) {
                return order;
            }
        }
        String preLeft = a.length > 3 ? a[3] : "~";
        String preRight = b.length > 3 ? b[3] : "~";
        return preLeft.compareTo(preRight);
    }
}
