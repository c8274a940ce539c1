package monkey.dataset.python;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a marker can ask about (PEP 508, and PEP 751 for the last two). */
public enum MarkerVariable {
    IMPLEMENTATION_NAME(false),
    IMPLEMENTATION_VERSION(true),
    OS_NAME(false),
    PLATFORM_MACHINE(false),
    PLATFORM_PYTHON_IMPLEMENTATION(false),
    PLATFORM_RELEASE(true),
    PLATFORM_SYSTEM(false),
    PLATFORM_VERSION(false),
    PYTHON_FULL_VERSION(true),
    PYTHON_VERSION(true),
    SYS_PLATFORM(false),
    /** The one extra that is being asked for, or empty. */
    EXTRA(false),
    /** All extras of a lock file; has no value when core metadata is read. */
    EXTRAS(false),
    /** All dependency groups of a lock file; has no value when core metadata is read. */
    DEPENDENCY_GROUPS(false);

    private static final Map<String, MarkerVariable> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(MarkerVariable::symbol, Function.identity()));

    /** Spellings from before PEP 508 that old packages have. */
    private static final Map<String, MarkerVariable> OLD_NAMES = Map.of(
            "os.name", OS_NAME,
            "sys.platform", SYS_PLATFORM,
            "platform.version", PLATFORM_VERSION,
            "platform.machine", PLATFORM_MACHINE,
            "platform.python_implementation", PLATFORM_PYTHON_IMPLEMENTATION,
            "python_implementation", PLATFORM_PYTHON_IMPLEMENTATION);

    private final boolean comparesAsVersion;

    MarkerVariable(boolean comparesAsVersion) {
        this.comparesAsVersion = comparesAsVersion;
    }

    /** The variable of this name, old spellings included. */
    static Optional<MarkerVariable> spelled(String name) {
        MarkerVariable variable = BY_NAME.get(name);
        return Optional.ofNullable(variable == null ? OLD_NAMES.get(name) : variable);
    }

    /** The variable of this name, in its one spelling of today. */
    static Optional<MarkerVariable> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether its value is compared by PEP 440 where what it is compared with allows. */
    boolean comparesAsVersion() {
        return comparesAsVersion;
    }

    /** Whether it has a value when core metadata is read. */
    boolean isDefined() {
        return this != EXTRAS && this != DEPENDENCY_GROUPS;
    }

    /** The name as markers write it. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
