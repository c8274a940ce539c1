package monkey.reports.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import monkey.dataset.python.Version;

/** Versions in the order in which they are shown. */
public final class VersionOrder {
    private record Parsed(String text, Optional<Version> version) {}

    private static final Comparator<Parsed> OLDEST_FIRST = Comparator.<Parsed, Version>comparing(
                    parsed -> parsed.version().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Parsed::text);

    /** Of versions as text; see {@link #oldestFirst}. */
    public static final Comparator<String> COMPARATOR =
            Comparator.comparing(text -> new Parsed(text, Version.tryParse(text)), OLDEST_FIRST);

    private VersionOrder() {}

    /** Oldest first by PEP 440; what is no version comes before all that are. Spellings of one version stay apart. */
    public static List<String> oldestFirst(Collection<String> versions) {
        return versions.stream()
                .distinct()
                .map(text -> new Parsed(text, Version.tryParse(text)))
                .sorted(OLDEST_FIRST)
                .map(Parsed::text)
                .toList();
    }
}
