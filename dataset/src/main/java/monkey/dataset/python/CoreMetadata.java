package monkey.dataset.python;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What core metadata ({@code METADATA} of a wheel, {@code PKG-INFO} of a source distribution) says that bears on
 * dependencies. Texts are kept as written: whether a requirement that cannot be read spoils its version is the caller's
 * to decide.
 *
 * @param metadataVersion version of the format, as {@code 2.1}; empty if the file does not say
 * @param name the package, in any spelling
 * @param version the version, in any spelling
 * @param requiresDist the requirements, in their order
 * @param requiresPython which Pythons will do; empty if any
 * @param providesExtra the extras, normalised, in their order, each once
 * @param dynamic the fields that a build may change, in lower case
 */
public record CoreMetadata(
        String metadataVersion,
        String name,
        String version,
        List<String> requiresDist,
        Optional<String> requiresPython,
        List<String> providesExtra,
        List<String> dynamic) {

    private static final Version FIRST_WITH_STATIC_FIELDS = Version.parse("2.2");
    private static final Set<String> OF_DEPENDENCIES = Set.of("requires-dist", "requires-python", "provides-extra");
    private static final int SHOWN_BYTES = 100;

    /**
     * Reads core metadata.
     *
     * @throws InvalidNotationException if it names no package or no version, as a page that says "not found" does not
     */
    public static CoreMetadata parse(byte[] content) {
        MetadataHeaders headers = MetadataHeaders.parse(content);
        String metadataVersion = headers.first("metadata-version");
        return new CoreMetadata(
                metadataVersion == null ? "" : metadataVersion,
                required(headers, "Name", content),
                required(headers, "Version", content),
                headers.all("requires-dist"),
                Optional.ofNullable(headers.first("requires-python")).filter(text -> !text.isEmpty()),
                headers.all("provides-extra").stream()
                        .map(PackageName::normalize)
                        .distinct()
                        .collect(Collectors.toUnmodifiableList()),
                headers.all("dynamic").stream()
                        .map(field -> field.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableList()));
    }

    private static String required(MetadataHeaders headers, String field, byte[] content) {
        String value = headers.first(field.toLowerCase(Locale.ROOT));
        if (value == null || value.isEmpty()) {
            String start =
                    new String(content, 0, Math.min(content.length, SHOWN_BYTES), StandardCharsets.UTF_8).strip();
            throw new InvalidNotationException("core metadata without '" + field + ":'", start, 1);
        }
        return value;
    }

    public CoreMetadata {
        requiresDist = List.copyOf(requiresDist);
    }

    /**
     * Whether every wheel built from a source distribution with this metadata has the same requirements, so that none need
     * be built to know them: from format 2.2 on, unless it says otherwise (PEP 643).
     */
    public boolean dependenciesAreStatic() {
        boolean promised = Version.tryParse(metadataVersion)
                .map(format -> format.compareTo(FIRST_WITH_STATIC_FIELDS) >= 0)
                .orElse(false);
        return promised && dynamic.stream().noneMatch(OF_DEPENDENCIES::contains);
    }
}
