package monkey.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style sheet or script that is written into the page.
 *
 * @param hash names exactly this text in the page's content security policy, so that nothing else on the page can run
 */
public record Asset(String text, String hash) {
    static final Asset STYLE = read("report.css");
    static final Asset SCRIPT = read("report.js");

    private static Asset read(String name) {
        try (InputStream resource = Asset.class.getResourceAsStream(name)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Asset(text, "sha256-" + Base64.getEncoder().encodeToString(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
