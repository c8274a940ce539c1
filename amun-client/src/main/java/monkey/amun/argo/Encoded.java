package monkey.amun.argo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Content as it travels in a workflow: gzipped, in base64. No character of it means anything to Argo, to YAML or to a shell.
 */
final class Encoded {
    private Encoded() {}

    static String of(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses nothing", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /**
     * @param largest bytes that are taken: what a pod sends may be anything
     * @throws IOException when it is damaged or larger
     */
    static byte[] content(String text, int largest) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(text)))) {
            byte[] content = gzip.readNBytes(largest + 1);
            if (content.length > largest) {
                throw new IOException("larger than " + largest + " bytes");
            }
            return content;
        } catch (IllegalArgumentException e) {
            throw new IOException("no base64: " + e.getMessage(), e);
        }
    }
}
