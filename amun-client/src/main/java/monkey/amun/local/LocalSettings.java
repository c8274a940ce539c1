package monkey.amun.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * How inspections run on this machine.
 *
 * @param home directory for tools, caches and work in progress ({@code MONKEY_HOME}); made when missing
 * @param concurrency how many inspections run at a time; at least 1
 * @param installerEnvironment variables for the installer alone, such as {@code UV_DEFAULT_INDEX}; the script never sees
 *     them
 * @param offline whether builds may use only what is in the cache
 */
public record LocalSettings(Path home, int concurrency, Map<String, String> installerEnvironment, boolean offline) {
    public LocalSettings {
        home = home.toAbsolutePath().normalize();
        installerEnvironment = Map.copyOf(installerEnvironment);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
    }
}
