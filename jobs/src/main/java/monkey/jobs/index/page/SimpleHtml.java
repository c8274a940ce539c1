package monkey.jobs.index.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A project page in HTML: one anchor a file (PEP 503, 592, 629, 658 and 714). */
final class SimpleHtml {

    private SimpleHtml() {}

    static ProjectPage read(byte[] body, URI address) throws IOException {
        // No character set: the page's own declaration counts, else UTF-8.
        Document document = Jsoup.parse(new ByteArrayInputStream(body), null, address.toString());
        Element version = document.selectFirst("meta[name=pypi:repository-version]");
        if (version != null) {
            PageReader.requireVersionOne(version.attr("content"), address);
        }
        Element base = document.selectFirst("base[href]");
        URI root = base == null ? address : resolve(address, base.attr("href")).orElse(address);
        List<ProjectFile> files = new ArrayList<>();
        for (Element anchor : document.select("a[href]")) {
            file(anchor, root).ifPresent(files::add);
        }
        return new ProjectPage(files);
    }

    private static Optional<ProjectFile> file(Element anchor, URI root) {
        Optional<URI> resolved = resolve(root, anchor.attr("href"));
        if (resolved.isEmpty() || resolved.get().getRawPath() == null) {
            return Optional.empty();
        }
        String path = resolved.get().getRawPath();
        String filename = decoded(path.substring(path.lastIndexOf('/') + 1));
        if (filename.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProjectFile(
                filename,
                withoutFragment(resolved.get()),
                sha256(resolved.get().getRawFragment()),
                Optional.empty(),
                attribute(anchor, "data-upload-time").flatMap(SimpleHtml::time),
                attribute(anchor, "data-requires-python").map(String::strip).filter(text -> !text.isEmpty()),
                attribute(anchor, "data-yanked"),
                attribute(anchor, "data-core-metadata")
                        .or(() -> attribute(anchor, "data-dist-info-metadata"))
                        .map(ProjectFile.Offer::of)
                        .orElse(ProjectFile.Offer.UNSAID)));
    }

    private static Optional<String> attribute(Element anchor, String name) {
        return anchor.hasAttr(name) ? Optional.of(anchor.attr(name)) : Optional.empty();
    }

    private static Optional<String> sha256(String fragment) {
        if (fragment != null) {
            for (String part : fragment.split("&")) {
                if (part.toLowerCase(Locale.ROOT).matches("sha256=[0-9a-f]{64}")) {
                    return Optional.of(part.substring(7).toLowerCase(Locale.ROOT));
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    static Optional<URI> resolve(URI root, String reference) {
        try {
            return Optional.of(root.resolve(escaped(reference.strip())));
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }

    static URI withoutFragment(URI address) {
        String text = address.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? address : URI.create(text.substring(0, fragment));
    }

    /** Browsers and pip take blanks and brackets in a reference; Java's URI wants them escaped. */
    private static String escaped(String reference) {
        return reference
                .replace(" ", "%20")
                .replace("[", "%5B")
                .replace("]", "%5D")
                .replace("|", "%7C")
                .replace("^", "%5E")
                .replace("`", "%60")
                .replace("{", "%7B")
                .replace("}", "%7D");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
