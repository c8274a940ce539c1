package monkey.jobs.index.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import monkey.jobs.index.configuration.Credentials;
import monkey.jobs.index.configuration.Proxies;

/** Tells Java's HTTP client which proxy to use, and the proxy who is asking. */
final class ProxyChoice extends ProxySelector {

    static {
        // Java refuses Basic logins for tunnels unless told otherwise; a proxy address with a login in it says
        // otherwise.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final Proxies proxies;

    ProxyChoice(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI address) {
        return proxies.of(address)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                .map(List::of)
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // The request itself fails too, and is retried or told there.
    }

    /**
     * The value of a {@code Proxy-Authorization} header. Set by hand, because a client that is given an authenticator sends
     * no {@code Authorization} header of ours either.
     */
    Optional<String> login(URI address) {
        return proxies.of(address).flatMap(Proxies.Proxy::credentials).map(Credentials::basic);
    }
}
