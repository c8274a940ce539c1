package monkey.jobs.index.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A project page in JSON (PEP 691, with the fields of PEP 700 and 714). */
final class SimpleJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private SimpleJson() {}

    static ProjectPage read(byte[] body, URI address) throws MalformedPageException {
        try {
            JsonNode page = MAPPER.readTree(body);
            JsonNode version = page.path("meta").path("api-version");
            if (version.isString()) {
                PageReader.requireVersionOne(version.stringValue(), address);
            }
            JsonNode listed = page.path("files");
            if (!listed.isArray()) {
                throw new MalformedPageException(address + " has no list of files");
            }
            List<ProjectFile> files = new ArrayList<>(listed.size());
            for (JsonNode file : listed) {
                file(file, address).ifPresent(files::add);
            }
            return new ProjectPage(files);
        } catch (JacksonException malformed) {
            throw new MalformedPageException(
                    address + " is not valid JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static Optional<ProjectFile> file(JsonNode file, URI page) {
        Optional<String> filename = text(file, "filename");
        Optional<URI> address = text(file, "url").flatMap(url -> SimpleHtml.resolve(page, url));
        if (filename.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        JsonNode size = file.path("size");
        return Optional.of(new ProjectFile(
                filename.get(),
                SimpleHtml.withoutFragment(address.get()),
                text(file.path("hashes"), "sha256")
                        .map(digest -> digest.toLowerCase(Locale.ROOT))
                        .filter(digest -> digest.matches("[0-9a-f]{64}")),
                size.isIntegralNumber() ? Optional.of(size.longValue()) : Optional.empty(),
                text(file, "upload-time").flatMap(SimpleHtml::time),
                text(file, "requires-python").map(String::strip).filter(text -> !text.isEmpty()),
                yanked(file.path("yanked")),
                offer(file)));
    }

    private static Optional<String> yanked(JsonNode value) {
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        return value.isBoolean() && value.booleanValue() ? Optional.of("") : Optional.empty();
    }

    private static ProjectFile.Offer offer(JsonNode file) {
        for (String key : List.of("core-metadata", "dist-info-metadata", "data-dist-info-metadata")) {
            JsonNode value = file.path(key);
            if (value.isBoolean()) {
                return ProjectFile.Offer.of(String.valueOf(value.booleanValue()));
            }
            if (value.isObject()) {
                return ProjectFile.Offer.of(
                        text(value, "sha256").map(digest -> "sha256=" + digest).orElse("true"));
            }
        }
        return ProjectFile.Offer.UNSAID;
    }

    private static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
