package monkey.reports;

import java.util.Optional;

/**
 * A member of a stack.
 *
 * @param fromSource whether it was installed from a source distribution
 * @param index where it came from; empty when that is the index which the machine's pip is configured with
 */
public record Pin(String name, String version, boolean fromSource, Optional<String> index) {

    /** A wheel of the configured index. */
    public Pin(String name, String version) {
        this(name, version, false, Optional.empty());
    }

    @Override
    public String toString() {
        return name + "==" + version;
    }
}
