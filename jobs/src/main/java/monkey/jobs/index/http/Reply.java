package monkey.jobs.index.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server answered, after redirects.
 *
 * @param address where the answer came from in the end
 * @param body empty when it went to a file
 * @param file a temporary file that the caller deletes
 */
public record Reply(int status, URI address, HttpHeaders headers, byte[] body, Optional<Path> file) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
