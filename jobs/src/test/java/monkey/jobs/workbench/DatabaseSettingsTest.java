package monkey.jobs.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database is configured as Spring Boot has it, without Spring Boot being started. */
class DatabaseSettingsTest {
    @TempDir
    Path home;

    @AfterEach
    void forget() {
        System.clearProperty("spring.datasource.url");
    }

    @Test
    void nothing_configured_is_nothing() {
        assertThat(DatabaseSettings.configured(home)).isEmpty();
    }

    @Test
    void system_property_counts() {
        System.setProperty("spring.datasource.url", "jdbc:postgresql://db/knowledge");

        assertThat(DatabaseSettings.configured(home))
                .contains(new DatabaseSettings("jdbc:postgresql://db/knowledge", null, null));
    }

    @Test
    void properties_in_the_home_folder_count() throws Exception {
        Files.writeString(
                home.resolve("application.properties"),
                "spring.datasource.url=jdbc:postgresql://db/knowledge\nspring.datasource.username=me\n");

        assertThat(DatabaseSettings.configured(home))
                .contains(new DatabaseSettings("jdbc:postgresql://db/knowledge", "me", null));
    }

    @Test
    void yaml_in_the_home_folder_counts_and_a_system_property_outdoes_it() throws Exception {
        Files.writeString(
                home.resolve("application.yaml"),
                "spring:\n  datasource:\n    url: jdbc:postgresql://db/knowledge\n    password: secret\n");

        assertThat(DatabaseSettings.configured(home))
                .contains(new DatabaseSettings("jdbc:postgresql://db/knowledge", null, "secret"));

        System.setProperty("spring.datasource.url", "jdbc:postgresql://other/knowledge");
        assertThat(DatabaseSettings.configured(home).orElseThrow().url())
                .isEqualTo("jdbc:postgresql://other/knowledge");
    }

    @Test
    void passwords_are_not_shown() {
        assertThat(new DatabaseSettings("jdbc:postgresql://db/knowledge?user=me&password=secret", "me", "secret"))
                .hasToString("jdbc:postgresql://db/knowledge?user=me&password=***");
    }
}
