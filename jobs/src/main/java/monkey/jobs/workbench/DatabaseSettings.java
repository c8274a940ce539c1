package monkey.jobs.workbench;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * A database that the user has: {@code spring.datasource.url}, {@code .username} and {@code .password}.
 *
 * @param username and password may be null
 */
public record DatabaseSettings(String url, String username, String password) {
    private static final String PREFIX = "spring.datasource.";

    /** Empty where nothing is configured: then a database is started. */
    public static Optional<DatabaseSettings> configured(Path home) {
        Environment environment = Configuration.of(home);
        return Optional.ofNullable(environment.getProperty(PREFIX + "url"))
                .filter(url -> !url.isBlank())
                .map(url -> new DatabaseSettings(
                        url,
                        environment.getProperty(PREFIX + "username"),
                        environment.getProperty(PREFIX + "password")));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
