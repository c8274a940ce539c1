package monkey.jobs.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Properties from wherever Spring Boot would take them (system properties, environment variables such as {@code
 * MONKEY_ARGO_SERVER}, {@code application.properties} or {@code .yaml} here or in {@code config}) and from such files in the
 * home folder. No Spring context is started for that, and its configuration files are only read where there are any.
 */
public final class Configuration {
    private Configuration() {}

    public static Environment of(Path home) {
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
}
