package monkey.jobs.index.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.EnumMap;
import java.util.Map;
import monkey.jobs.index.configuration.IndexConfiguration;

/** Java's HTTP clients, set up as pip's configuration wants it. Safe for several threads. */
final class Clients {

    private final IndexConfiguration configuration;
    private final ProxyChoice proxy;
    private final Map<Care, HttpClient> clients = new EnumMap<>(Care.class);

    private enum Care {
        PLAIN,
        CAREFUL,
        TRUSTING
    }

    Clients(IndexConfiguration configuration, ProxyChoice proxy) {
        this.configuration = configuration;
        this.proxy = proxy;
    }

    /** One client for each degree of care, made when first needed: reading all authorities takes a while. */
    synchronized HttpClient of(URI address) throws IndexException {
        Care care = configuration.trusts(address)
                ? Care.TRUSTING
                : "https".equals(address.getScheme()) ? Care.CAREFUL : Care.PLAIN;
        HttpClient client = clients.get(care);
        if (client == null) {
            HttpClient.Builder builder = builder();
            client = switch (care) {
                case TRUSTING -> builder.sslContext(Trust.inAnybody()).build();
                case CAREFUL ->
                    builder.sslContext(Trust.in(configuration.certificates())).build();
                // Over plain HTTP the client would offer an upgrade to HTTP/2, which small servers stumble over.
                case PLAIN -> builder.version(HttpClient.Version.HTTP_1_1).build();
            };
            clients.put(care, client);
        }
        return client;
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .connectTimeout(configuration.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy);
    }
}
