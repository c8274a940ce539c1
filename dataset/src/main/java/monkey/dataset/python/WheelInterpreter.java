package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The part of an environment's tags that the interpreter decides.
 *
 * @param implementation the short name that tags have: {@code cp} for CPython, {@code pp} for PyPy
 * @param major of the version of Python
 * @param minor of the version of Python
 * @param abis the binary interfaces of its own extension modules, best first; stable ones ({@code abi3}) not among them
 */
public record WheelInterpreter(String implementation, int major, int minor, List<String> abis) {
    private static final Map<String, String> SHORT_NAMES =
            Map.of("python", "py", "cpython", "cp", "pypy", "pp", "ironpython", "ip", "jython", "jy");

    /** The oldest Python with a stable ABI, 3.2. */
    private static final int OLDEST_STABLE_MINOR = 2;

    public WheelInterpreter {
        abis = List.copyOf(abis);
    }

    /**
     * CPython.
     *
     * @param abiFlags {@code sys.abiflags}: {@code m} of most before 3.8, {@code t} of a free-threaded build, {@code d} of
     *     a debug build; empty of most
     */
    public static WheelInterpreter cpython(int major, int minor, String abiFlags) {
        String version = "cp" + major + minor;
        List<String> abis = new ArrayList<>(List.of(version + abiFlags));
        if (abiFlags.contains("d") && (major > 3 || minor >= 8)) {
            abis.add(version + (abiFlags.contains("t") ? "t" : ""));
        }
        return new WheelInterpreter("cp", major, minor, abis);
    }

    /**
     * Any other implementation.
     *
     * @param name {@code sys.implementation.name}, as {@code pypy}
     * @param abi as its extension modules have it in their names, as {@code pypy310_pp73}
     */
    public static WheelInterpreter other(String name, int major, int minor, String abi) {
        String shortName = SHORT_NAMES.getOrDefault(name, name).toLowerCase(Locale.ROOT);
        return new WheelInterpreter(shortName, major, minor, List.of(abi));
    }

    /** The tags, best first: {@code packaging.tags.sys_tags} gives the same for the interpreter itself. */
    List<WheelTag> tags(List<String> platforms) {
        List<WheelTag> tags = new ArrayList<>();
        if (implementation.equals("cp")) {
            addCPython(tags, platforms);
        } else {
            abis.forEach(abi -> add(tags, name(), abi, platforms));
            add(tags, name(), "none", platforms);
        }
        addPure(tags, platforms);
        return tags;
    }

    private String name() {
        return implementation + major + minor;
    }

    private void addCPython(List<WheelTag> tags, List<String> platforms) {
        abis.forEach(abi -> add(tags, name(), abi, platforms));
        boolean hasStable = major > 3 || minor >= OLDEST_STABLE_MINOR;
        // A free-threaded build cannot load modules of the stable ABI that had no such builds in mind (PEP 803).
        String stable = isFreeThreaded() ? "abi3t" : "abi3";
        if (hasStable) {
            add(tags, name(), stable, platforms);
        }
        add(tags, name(), "none", platforms);
        for (int older = minor - 1; hasStable && older >= OLDEST_STABLE_MINOR; older--) {
            add(tags, "cp" + major + older, stable, platforms);
        }
    }

    private boolean isFreeThreaded() {
        return !abis.isEmpty() && abis.get(0).replaceFirst("^cp\\d+", "").contains("t");
    }

    private void addPure(List<WheelTag> tags, List<String> platforms) {
        List<String> pure = new ArrayList<>(List.of("py" + major + minor, "py" + major));
        for (int older = minor - 1; older >= 0; older--) {
            pure.add("py" + major + older);
        }
        pure.forEach(interpreter -> add(tags, interpreter, "none", platforms));
        if (implementation.equals("cp")) {
            tags.add(new WheelTag(name(), "none", "any"));
        } else if (implementation.equals("pp")) {
            tags.add(new WheelTag("pp3", "none", "any"));
        }
        pure.forEach(interpreter -> tags.add(new WheelTag(interpreter, "none", "any")));
    }

    private static void add(List<WheelTag> tags, String interpreter, String abi, List<String> platforms) {
        platforms.forEach(platform -> tags.add(new WheelTag(interpreter, abi, platform)));
    }
}
