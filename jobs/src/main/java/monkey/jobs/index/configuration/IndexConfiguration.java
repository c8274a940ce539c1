package monkey.jobs.index.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The indexes to ask, in pip's order, and everything pip's configuration says about reaching them.
 *
 * @param indexes the first has precedence where two offer the same version
 * @param certificates a PEM file with the authorities to trust instead of Java's own
 * @param trustedHosts {@code host} or {@code host:port} whose certificate is not verified
 * @param timeout how long a connection may stay silent
 * @param retries how often a request is repeated after a failure that may pass
 */
public record IndexConfiguration(
        List<IndexLocation> indexes,
        Optional<Path> certificates,
        Set<String> trustedHosts,
        Duration timeout,
        int retries,
        Proxies proxies,
        Map<String, String> environment) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
    private static final int USUAL_RETRIES = 5;

    public IndexConfiguration {
        indexes = List.copyOf(indexes);
        trustedHosts = Set.copyOf(trustedHosts);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads the configuration of this process.
     *
     * @param index takes the place of pip's {@code index-url}
     * @param extra take the place of pip's {@code extra-index-url}; empty for pip's own, unless {@code index} is given
     * @param home {@code MONKEY_HOME}, where pip's built-in default is kept once it was asked for
     * @throws IOException if no index is configured and pip cannot be asked
     * @throws IllegalArgumentException if an option has a value that makes no sense; the message says which
     */
    public static IndexConfiguration of(
            Optional<String> index, List<String> extra, Path home, Map<String, String> environment) throws IOException {
        PipOptions options = PipOptions.of(environment);
        if (index.isEmpty() && options.on("no-index")) {
            throw new IOException("pip is configured with no-index, so there is no package index to learn from:"
                    + " unset PIP_NO_INDEX, or name an index in the experiment");
        }
        List<String> addresses = new ArrayList<>();
        Optional<String> first = index.or(() -> options.value("index-url"));
        addresses.add(
                first.isPresent()
                        ? first.get()
                        : DefaultIndex.ask(home.resolve("cache").resolve("default-index")));
        addresses.addAll(index.isEmpty() && extra.isEmpty() ? options.list("extra-index-url") : extra);
        List<IndexLocation> indexes =
                addresses.stream().map(IndexLocation::of).distinct().toList();
        Optional<Path> certificates = options.value("cert")
                .or(() -> variable(environment, "REQUESTS_CA_BUNDLE"))
                .or(() -> variable(environment, "CURL_CA_BUNDLE"))
                .or(() -> variable(environment, "SSL_CERT_FILE"))
                .map(Path::of);
        long seconds = number(options, "timeout")
                .or(() -> number(options, "default-timeout"))
                .orElse(USUAL_TIMEOUT.toSeconds());
        int retries = number(options, "retries").map(Long::intValue).orElse(USUAL_RETRIES);
        return new IndexConfiguration(
                indexes,
                certificates,
                Set.copyOf(options.list("trusted-host")),
                Duration.ofSeconds(Math.max(1, seconds)),
                Math.max(0, retries),
                new Proxies(options.value("proxy"), environment),
                environment);
    }

    /** What pip would look at and this program does not, in words; empty if there is nothing of that kind. */
    public Optional<String> unheeded() {
        return PipOptions.of(environment)
                .value("find-links")
                .map(links -> "pip is configured with find-links ("
                        + String.join(" ", links.strip().split("\\s+"))
                        + "), which is not looked at: what is only there is unknown here. Lay it out as an index"
                        + " (a folder for each package, PEP 503), and name that by PIP_EXTRA_INDEX_URL");
    }

    /** Asks these indexes instead, reached in the same way. */
    public IndexConfiguration with(List<IndexLocation> others) {
        return new IndexConfiguration(others, certificates, trustedHosts, timeout, retries, proxies, environment);
    }

    /** The login for an address: that of an index on the same host and port, else the one in {@code .netrc}. */
    public Optional<Credentials> credentials(URI address) {
        for (IndexLocation index : indexes) {
            if (index.credentials().isPresent()
                    && address.getScheme().equals(index.address().getScheme())
                    && String.valueOf(address.getRawAuthority())
                            .equalsIgnoreCase(index.address().getRawAuthority())) {
                return index.credentials();
            }
        }
        return address.getHost() == null
                ? Optional.empty()
                : Netrc.of(environment).login(address.getHost());
    }

    /** Whether the host's certificate is to be taken as it is. */
    public boolean trusts(URI address) {
        return trustedHosts.contains(address.getHost())
                || trustedHosts.contains(address.getHost() + ":" + address.getPort());
    }

    private static Optional<Long> number(PipOptions options, String name) {
        return options.value(name).map(text -> {
            try {
                return Math.round(Double.parseDouble(text.strip()));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        "pip's option '" + name + "' should be a number, but is '" + text + "'", notANumber);
            }
        });
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
