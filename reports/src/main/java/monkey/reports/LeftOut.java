package monkey.reports;

import monkey.reports.text.Text;

/**
 * A version that was not considered.
 *
 * @param version empty when it is about the whole package
 * @param reason a word of the knowledge base such as {@code source_only}
 * @param detail may be empty
 */
public record LeftOut(String packageName, String version, String reason, String detail) {

    public LeftOut {
        detail = Text.withoutCredentials(detail);
    }
}
