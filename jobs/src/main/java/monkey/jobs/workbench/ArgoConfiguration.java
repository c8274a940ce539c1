package monkey.jobs.workbench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import monkey.amun.argo.Hardware;
import monkey.amun.argo.PodSettings;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.BearerToken;
import org.springframework.core.env.Environment;

/**
 * What is said of an Argo Server: {@code monkey.argo.server}, {@code .namespace}, {@code .token} (a file, which is read again
 * when it changes, or the token itself), {@code .ca} (a PEM file), {@code .proxy}, {@code .timeout} (seconds for a whole answer); and of inspections there: {@code .window},
 * {@code .mode} ({@code harness} or {@code spread}), {@code .artifacts} ({@code true} where the cluster has an artifact
 * repository), {@code .start} (how long a pod may take to start). Each as an environment variable too, such as {@code
 * MONKEY_ARGO_SERVER}.
 */
public final class ArgoConfiguration {
    private static final String PREFIX = "monkey.argo.";

    private final Environment environment;

    private ArgoConfiguration(Environment environment) {
        this.environment = environment;
    }

    public static ArgoConfiguration of(Path home) {
        return new ArgoConfiguration(Configuration.of(home));
    }

    public String namespace() {
        return text("namespace").orElse("argo");
    }

    /** Whether a server is named. */
    public boolean isThere() {
        return text("server").isPresent();
    }

    /** @throws IllegalArgumentException for what is missing or wrong; the message names the property and what is right */
    public ArgoSettings server() {
        String address = text("server")
                .orElseThrow(
                        () -> new IllegalArgumentException("no Argo server is configured: set monkey.argo.server, or"
                                + " MONKEY_ARGO_SERVER, to an address such as https://argo.example:2746"));
        ArgoSettings.Timeouts preset = ArgoSettings.Timeouts.DEFAULT;
        return new ArgoSettings(
                address(address, "server"),
                namespace(),
                token(),
                text("ca").map(Path::of),
                text("proxy").map(proxy -> address(proxy, "proxy")),
                text("timeout")
                        .map(seconds -> new ArgoSettings.Timeouts(
                                preset.connect(), Duration.ofSeconds(whole(seconds, "timeout")), preset.silence()))
                        .orElse(preset));
    }

    /**
     * @param image that the experiment names
     * @throws IllegalArgumentException as above
     */
    public PodSettings pods(Optional<String> image, Hardware hardware) {
        PodSettings preset = PodSettings.DEFAULT;
        return new PodSettings(
                mode(),
                image,
                hardware,
                text("artifacts").map(Boolean::parseBoolean).orElse(false),
                "",
                text("window").map(number -> whole(number, "window")).orElse(preset.window()),
                text("start")
                        .map(seconds -> Duration.ofSeconds(whole(seconds.replaceFirst("s$", ""), "start")))
                        .orElse(preset.start()));
    }

    private PodSettings.Mode mode() {
        String mode = text("mode").orElse("harness");
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "harness" -> PodSettings.Mode.HARNESS;
            case "spread" -> PodSettings.Mode.SPREAD;
            default ->
                throw new IllegalArgumentException(
                        "monkey.argo.mode is 'harness' (one pod for an inspection) or 'spread'"
                                + " (a pod for each item), not '" + mode + "'");
        };
    }

    private BearerToken token() {
        Optional<String> given = text("token");
        if (given.isEmpty()) {
            return BearerToken.none();
        }
        boolean looksLikeAFile = given.get().matches("[~./].*") || Files.isRegularFile(Path.of(given.get()));
        return looksLikeAFile
                ? BearerToken.inFile(Path.of(given.get().replaceFirst("^~(?=/)", System.getProperty("user.home"))))
                : BearerToken.of(given.get(), "monkey.argo.token");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.getProperty(PREFIX + name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static URI address(String text, String name) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("monkey.argo." + name + " is no address: '" + text + "'", e);
        }
    }

    private static int whole(String text, String name) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "monkey.argo." + name + " must be a whole number from 1 up, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
