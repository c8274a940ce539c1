package monkey.amun.argo.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where an Argo Server is and how it is spoken to.
 *
 * @param server its root, such as {@code https://argo.example:2746}
 * @param namespace in which workflows live
 * @param authorities a PEM file with the authorities whose word is taken for the server's certificate; Java's own when empty
 * @param proxy {@code http://host:port}, with {@code user:password@} where it asks for a login; none when empty
 */
public record ArgoSettings(
        URI server,
        String namespace,
        BearerToken token,
        Optional<Path> authorities,
        Optional<URI> proxy,
        Timeouts timeouts) {

    /**
     * How long to wait. Nothing is waited for without a limit.
     *
     * @param connect for the connection, TLS included
     * @param answer for a whole answer, from the first byte sent to the last received
     * @param silence for the next event or sign of life on a stream; a stream that stays silent for longer has ended
     */
    public record Timeouts(Duration connect, Duration answer, Duration silence) {
        /** Ten seconds, a minute, two minutes: servers send a sign of life every fifteen seconds, proxies cut at eighty. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    public ArgoSettings {
        String scheme = server.getScheme();
        if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address of the Argo server must be like https://argo.example:2746, not '" + server + "'");
        }
        if (server.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the address of the Argo server must not hold a login; it takes a token: " + server.getHost());
        }
        if (!namespace.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("'" + namespace + "' is not a name of a namespace");
        }
    }

    /** With Java's authorities, without a proxy, with default timeouts. */
    public ArgoSettings(URI server, String namespace, BearerToken token) {
        this(server, namespace, token, Optional.empty(), Optional.empty(), Timeouts.DEFAULT);
    }

    public ArgoSettings with(Timeouts other) {
        return new ArgoSettings(server, namespace, token, authorities, proxy, other);
    }

    /** Without logins. */
    @Override
    public String toString() {
        return server + " (namespace " + namespace + ", " + token + ")";
    }
}
