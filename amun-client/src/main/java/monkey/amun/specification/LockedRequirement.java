package monkey.amun.specification;

import java.util.Set;

/**
 * One package of {@code requirements_locked}, as Pipfile.lock has it.
 *
 * @param name as written
 * @param version without {@code ==}
 * @param sha256 of the files that may be installed, 64 hex digits each
 * @param marker empty where it is always installed
 */
public record LockedRequirement(String name, String version, Set<String> sha256, String marker) {
    public LockedRequirement {
        sha256 = Set.copyOf(sha256);
    }
}
