package monkey.jobs.index.page;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Tells the forms of the Simple API apart by the content type of an answer. */
public final class PageReader {

    /** What to ask for: JSON first, HTML from an index that has only that. */
    public static final String ACCEPT = "application/vnd.pypi.simple.v1+json,"
            + " application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1, */*;q=0.01";

    private PageReader() {}

    /**
     * @param address where the page came from, which its relative addresses are relative to
     * @throws MalformedPageException if this is no project page, or one of a later, incompatible version of the API
     */
    public static ProjectPage read(byte[] body, String contentType, URI address) throws IOException {
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.endsWith("json")) {
            return SimpleJson.read(body, address);
        }
        if (type.endsWith("html") || type.endsWith("xml")) {
            return SimpleHtml.read(body, address);
        }
        throw new MalformedPageException(address + " answered with content type '" + contentType
                + "', which is no page of a package index (expected JSON or HTML of the Simple API)");
    }

    static void requireVersionOne(String version, URI address) throws MalformedPageException {
        if (!version.strip().matches("1(\\..*)?")) {
            throw new MalformedPageException(address + " speaks version " + version.strip()
                    + " of the Simple API; this program knows version 1");
        }
    }
}
