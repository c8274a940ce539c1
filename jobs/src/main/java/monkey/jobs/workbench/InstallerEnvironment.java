package monkey.jobs.workbench;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import monkey.jobs.index.configuration.Credentials;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;

/** What pip is told about indexes, told to uv: the installer of inspections reads none of pip's configuration itself. */
final class InstallerEnvironment {
    private InstallerEnvironment() {}

    /** Variables for the installer alone; scripts never see them, because logins may be among them. */
    static Map<String, String> of(IndexConfiguration configuration) {
        Map<String, String> variables = new TreeMap<>();
        List<IndexLocation> indexes = configuration.indexes();
        variables.put("UV_DEFAULT_INDEX", address(indexes.get(0)));
        if (indexes.size() > 1) {
            variables.put(
                    "UV_INDEX",
                    indexes.stream().skip(1).map(InstallerEnvironment::address).collect(Collectors.joining(" ")));
        }
        configuration.certificates().ifPresent(file -> variables.put("SSL_CERT_FILE", file.toString()));
        if (!configuration.trustedHosts().isEmpty()) {
            variables.put("UV_INSECURE_HOST", String.join(" ", configuration.trustedHosts()));
        }
        variables.put("UV_HTTP_TIMEOUT", Long.toString(configuration.timeout().toSeconds()));
        for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")) {
            proxy(configuration, name, variables);
            proxy(configuration, name.toLowerCase(java.util.Locale.ROOT), variables);
        }
        return variables;
    }

    private static void proxy(IndexConfiguration configuration, String name, Map<String, String> variables) {
        String value = configuration.environment().get(name);
        if (value != null) {
            variables.put(name, value);
        }
    }

    private static String address(IndexLocation index) {
        URI address = index.address();
        return index.credentials()
                .map(Credentials::userInfo)
                .map(login ->
                        address.getScheme() + "://" + login + "@" + address.getRawAuthority() + address.getRawPath())
                .orElse(address.toString());
    }
}
