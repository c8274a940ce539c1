package monkey.dataset.knowledge;

import java.util.List;

/**
 * One requirement that a distribution states: as written, and taken apart.
 *
 * @param line as written
 * @param packageName what is required, normalized (PEP 503)
 * @param extras asked of that package, normalized
 * @param specifier {@code ""} when any version will do
 * @param url of a requirement by URL, else null
 * @param marker as written, or null
 * @param gates the extras that the marker mentions: reached only through one of them; empty when it mentions none
 */
public record StatedRequirement(
        String line,
        String packageName,
        List<String> extras,
        String specifier,
        String url,
        String marker,
        List<String> gates) {
    public StatedRequirement {
        extras = List.copyOf(extras);
        gates = List.copyOf(gates);
    }
}
