package monkey.reports.causes;

import java.util.List;

/**
 * A package and the versions of it that may be in a stack.
 *
 * @param versions oldest first; a version is spoken of by its place in this list, its level
 */
public record PackageCandidates(String name, List<String> versions) {
    public PackageCandidates {
        versions = List.copyOf(versions);
    }
}
