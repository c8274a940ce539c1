package monkey.amun;

import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One package of a stack, pinned to one file.
 *
 * @param name PEP 503 name
 * @param version as the index spells it
 * @param file where the file is: {@code https:} or {@code file:}, without a fragment
 * @param sha256 accepted digests of the file in lower-case hexadecimal; empty only where the index publishes none
 */
public record LockedPackage(String name, String version, URI file, Set<String> sha256) {
    public LockedPackage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        if (!file.isAbsolute() || file.getFragment() != null) {
            throw new IllegalArgumentException(
                    "file of " + name + " " + version + " must be an absolute URL without a fragment: " + file);
        }
        // Sorted, so that equal locks have equal text and so an equal identifier.
        sha256 = Collections.unmodifiableSortedSet(new TreeSet<>(sha256));
        for (String digest : sha256) {
            if (!digest.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "sha256 of " + name + " " + version + " is not 64 hex digits: " + digest);
            }
        }
    }

    /** Last part of the file's path, decoded: {@code flask-2.2.0-py3-none-any.whl}. */
    public String filename() {
        String path = file.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** True of a source distribution, which has to be built before it can be installed. */
    public boolean isSourceDistribution() {
        return !filename().toLowerCase(Locale.ROOT).endsWith(".whl");
    }

    /** {@code name==version}. */
    public String pin() {
        return name + "==" + version;
    }

    /** The line of a requirements file that admits this one file: {@code name @ url --hash=sha256:…}. */
    public String requirementLine() {
        StringBuilder line = new StringBuilder(name).append(" @ ").append(file);
        sha256.forEach(digest -> line.append(" --hash=sha256:").append(digest));
        return line.toString();
    }
}
