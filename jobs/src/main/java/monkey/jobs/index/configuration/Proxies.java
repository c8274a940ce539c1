package monkey.jobs.index.configuration;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy a request goes through: pip's {@code proxy} option, else {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code ALL_PROXY} (lower case first, as is the custom), unless {@code NO_PROXY} names the host. This machine itself is
 * never reached through a proxy.
 */
public final class Proxies {

    /** A proxy and the login it asks for, if any. */
    public record Proxy(String host, int port, Optional<Credentials> credentials) {}

    private final Optional<String> configured;
    private final Map<String, String> environment;

    Proxies(Optional<String> configured, Map<String, String> environment) {
        this.configured = configured;
        this.environment = Map.copyOf(environment);
    }

    /** The proxy for an address; empty when it is reached directly. */
    public Optional<Proxy> of(URI address) {
        String host = address.getHost();
        if (host == null || isLocal(host)) {
            return Optional.empty();
        }
        if (configured.isPresent()) {
            return configured.map(Proxies::parse);
        }
        if (excepted(host, address.getPort())) {
            return Optional.empty();
        }
        return variable(address.getScheme() + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(Proxies::parse);
    }

    private boolean excepted(String host, int port) {
        for (String entry :
                variable("no_proxy").map(text -> List.of(text.split("[,\\s]+"))).orElse(List.of())) {
            String suffix = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (suffix.equals("*")
                    || !suffix.isEmpty()
                            && (host.equalsIgnoreCase(suffix)
                                    || host.toLowerCase(Locale.ROOT).endsWith("." + suffix)
                                    || suffix.equals(host.toLowerCase(Locale.ROOT) + ":" + port))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String lowerCase) {
        String value = environment.get(lowerCase);
        if (value == null) {
            value = environment.get(lowerCase.toUpperCase(Locale.ROOT));
        }
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static Proxy parse(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("proxy address '" + text.replaceFirst("//[^/@]*@", "//")
                    + "' names no host; expected http://host:port");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return new Proxy(uri.getHost(), port, Credentials.of(uri.getRawUserInfo()));
    }
}
