package monkey.jobs.encode;

import java.util.Optional;
import monkey.dataset.knowledge.Distribution;

/**
 * What an id of the graph stands for.
 *
 * @param extra empty for a package version; else the id says that this extra of the version is asked for: it is no member
 *     of a stack, and is in one exactly when somebody in it asks
 * @param version as its index spells it
 * @param index where the distribution comes from
 * @param distribution the file that an installer would take; empty for a place holder, see {@link Encoding}
 */
public record Member(
        String packageName, String extra, String version, String index, Optional<Distribution> distribution) {

    /** Whether it belongs into a stack that is shown to somebody. */
    public boolean isPackageVersion() {
        return extra.isEmpty() && distribution.isPresent();
    }

    /** {@code name==version}, or {@code name[extra]==version}. */
    @Override
    public String toString() {
        return packageName + (extra.isEmpty() ? "" : "[" + extra + "]") + (version.isEmpty() ? "" : "==" + version);
    }
}
