package monkey.jobs.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * A database that the user has: {@code spring.datasource.url}, {@code .username} and {@code .password}, from wherever
 * Spring Boot would take them (system properties, environment variables such as {@code SPRING_DATASOURCE_URL}, {@code
 * application.properties} or {@code .yaml} here or in {@code config}) and from such files in the home folder. No Spring
 * context is started for that, and its configuration files are only read where there are any.
 *
 * @param username and password may be null
 */
public record DatabaseSettings(String url, String username, String password) {
    private static final String PREFIX = "spring.datasource.";

    /** Empty where nothing is configured: then a database is started. */
    public static Optional<DatabaseSettings> configured(Path home) {
        Environment environment = environment(home);
        return Optional.ofNullable(environment.getProperty(PREFIX + "url"))
                .filter(url -> !url.isBlank())
                .map(url -> new DatabaseSettings(
                        url,
                        environment.getProperty(PREFIX + "username"),
                        environment.getProperty(PREFIX + "password")));
    }

    private static Environment environment(Path home) {
        StandardEnvironment environment = new StandardEnvironment();
        if (asksForMore(environment) || hasFile(Path.of("")) || hasFile(Path.of("config")) || hasFile(home)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "home", Map.of("spring.config.additional-location", "optional:" + home.toUri())));
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        }
        return environment;
    }

    private static boolean asksForMore(StandardEnvironment environment) {
        return Stream.of("spring.config.location", "spring.config.import", "spring.config.name")
                .anyMatch(environment::containsProperty);
    }

    private static boolean hasFile(Path folder) {
        return Stream.of("application.properties", "application.yaml", "application.yml")
                .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
