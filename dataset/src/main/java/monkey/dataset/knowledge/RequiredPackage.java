package monkey.dataset.knowledge;

import java.util.List;

/** A package, normalized, and the extras that are asked of it: where a closure starts. */
public record RequiredPackage(String packageName, List<String> extras) {
    public RequiredPackage {
        extras = List.copyOf(extras);
    }
}
