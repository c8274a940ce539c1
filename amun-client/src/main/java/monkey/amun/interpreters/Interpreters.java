package monkey.amun.interpreters;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Pythons of this machine, newest first, one of each version. An executable is run once, and only when it may be meant:
 * whoever looks for a 3.11 does not wait for what names itself another version. Safe for several threads.
 */
public final class Interpreters {
    private static final Pattern VERSION = Pattern.compile("3|\\d+\\.\\d+(\\.\\d+([a-z]+\\d+)?)?");
    private static final Pattern NAMED = Pattern.compile("python(\\d+\\.\\d+)");

    private final List<Path> executables;
    private final Function<Path, Optional<Interpreter>> probe;
    private final Map<Path, Optional<Interpreter>> asked = new ConcurrentHashMap<>();

    private Interpreters(List<Path> executables, Function<Path, Optional<Interpreter>> probe) {
        this.executables = executables;
        this.probe = probe;
    }

    /** These and no others; of equal versions the first stays. */
    public static Interpreters of(List<Interpreter> interpreters) {
        Interpreters known = new Interpreters(
                interpreters.stream().map(Interpreter::executable).toList(), path -> Optional.empty());
        interpreters.forEach(interpreter -> known.asked.put(interpreter.executable(), Optional.of(interpreter)));
        return known;
    }

    /** Looks on PATH, among pyenv's versions and among uv's. */
    public static Interpreters onThisMachine() {
        return among(InterpreterSearch.candidates(System.getenv()));
    }

    /** Of these executables those that are a CPython of 3.6 or later; of equal versions the first stays. */
    static Interpreters among(List<Path> executables) {
        return among(executables, InterpreterProbe::ask);
    }

    static Interpreters among(List<Path> executables, Function<Path, Optional<Interpreter>> probe) {
        return new Interpreters(List.copyOf(executables), probe);
    }

    /** All of them; the first call starts each, in all a fraction of a second. */
    public List<Interpreter> all() {
        return ask(executables);
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
        List<Path> likely =
                executables.stream().filter(path -> mayAnswer(path, version)).toList();
        return Stream.of(likely, executables)
                .flatMap(some -> ask(some).stream().filter(found -> answers(found, version)))
                .findFirst()
                .orElseThrow(() -> new InterpreterNotFoundException("Python " + version
                        + " is not on this machine; " + here() + ". Name one of these, or install it, for example with "
                        + "pyenv or `uv python install " + version + "`"));
    }

    private List<Interpreter> ask(List<Path> some) {
        Map<String, Interpreter> byVersion = some.parallelStream()
                .map(path -> asked.computeIfAbsent(path, probe))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(
                        Interpreter::version, found -> found, (first, second) -> first, LinkedHashMap::new));
        return byVersion.values().stream()
                .sorted(Comparator.comparing(Interpreter::version, Interpreters::compareVersions)
                        .reversed())
                .toList();
    }

    private static boolean mayAnswer(Path executable, String version) {
        Matcher named = NAMED.matcher(executable.getFileName().toString());
        return !named.matches() || version.equals(named.group(1)) || version.startsWith(named.group(1) + ".");
    }

    private static boolean answers(Interpreter found, String version) {
        return version.equals("3")
                ? found.version().matches("3[.\\d]+")
                : found.version().equals(version) || found.minorVersion().equals(version);
    }

    private String here() {
        List<Interpreter> all = all();
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
