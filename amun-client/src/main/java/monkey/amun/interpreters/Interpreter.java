package monkey.amun.interpreters;

import java.nio.file.Path;

/**
 * A Python that can be run.
 *
 * @param executable the interpreter itself: absolute, not a shim and not a link
 * @param version full: {@code 3.11.7}
 * @param prefix directory that holds its standard library ({@code sys.base_prefix})
 */
public record Interpreter(Path executable, String version, Path prefix) {
    /** {@code 3.11}. */
    public String minorVersion() {
        return version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
    }
}
