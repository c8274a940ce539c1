package monkey.jobs.index.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * pip's options as {@code pip install} would see them: configuration files, then environment variables, later ones
 * winning. Read from the documented places instead of by running pip, which would take a third of a second each time.
 *
 * <p>Files, weakest first: {@code pip/pip.conf} in each of {@code XDG_CONFIG_DIRS}, {@code /etc/pip.conf}; the user's
 * {@code ~/.pip/pip.conf} and {@code pip/pip.conf} in {@code XDG_CONFIG_HOME} (both passed over when
 * {@code PIP_CONFIG_FILE} names a file that is there); {@code pip.conf} of the virtual environment or interpreter; the
 * file named by {@code PIP_CONFIG_FILE} ({@code /dev/null} there means no file at all). In all of them {@code [global]}
 * gives way to {@code [install]}.
 */
public final class PipOptions {

    private static final Path NOWHERE = Path.of("/dev/null");

    private final Map<String, String> values;

    private PipOptions(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the options that hold for this process. */
    public static PipOptions ofThisProcess() {
        return of(System.getenv());
    }

    /** Reads the options that hold under the given environment variables. */
    public static PipOptions of(Map<String, String> environment) {
        Map<String, String> global = new HashMap<>();
        Map<String, String> install = new HashMap<>();
        for (Path file : files(environment)) {
            if (Files.isReadable(file) && Files.isRegularFile(file)) {
                Map<String, Map<String, String>> sections = sections(file);
                global.putAll(sections.getOrDefault("global", Map.of()));
                install.putAll(sections.getOrDefault("install", Map.of()));
            }
        }
        Map<String, String> values = new HashMap<>();
        putUnlessEmpty(values, global);
        putUnlessEmpty(values, install);
        Map<String, String> variables = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("PIP_")) {
                variables.put(IniFile.normalized(name.substring(4).toLowerCase(Locale.ROOT)), value);
            }
        });
        putUnlessEmpty(values, variables);
        return new PipOptions(values);
    }

    /** The option's value, by its long name without dashes in front ({@code index-url}). */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The values of an option that may be given several times, separated by white space. */
    public List<String> list(String name) {
        return value(name).map(text -> List.of(text.strip().split("\\s+"))).orElse(List.of());
    }

    /** Whether a switch is on. */
    public boolean on(String name) {
        return value(name)
                .map(text -> text.strip().toLowerCase(Locale.ROOT).matches("1|y|yes|t|true|on"))
                .orElse(false);
    }

    private static List<Path> files(Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        Optional<Path> named = Optional.ofNullable(environment.get("PIP_CONFIG_FILE"))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        if (named.filter(NOWHERE::equals).isPresent()) {
            return files;
        }
        for (String directory :
                environment.getOrDefault("XDG_CONFIG_DIRS", "/etc/xdg").split(":")) {
            if (!directory.isEmpty()) {
                files.add(Path.of(directory, "pip", "pip.conf"));
            }
        }
        files.add(Path.of("/etc/pip.conf"));
        String home = environment.get("HOME");
        if (home != null && named.filter(Files::exists).isEmpty()) {
            files.add(Path.of(home, ".pip", "pip.conf"));
            String user = environment.getOrDefault("XDG_CONFIG_HOME", "");
            files.add((user.isEmpty() ? Path.of(home, ".config") : Path.of(user)).resolve("pip/pip.conf"));
        }
        interpreterPrefix(environment).ifPresent(prefix -> files.add(prefix.resolve("pip.conf")));
        named.ifPresent(files::add);
        return files;
    }

    private static Optional<Path> interpreterPrefix(Map<String, String> environment) {
        String virtual = environment.getOrDefault("VIRTUAL_ENV", "");
        if (!virtual.isEmpty()) {
            return Optional.of(Path.of(virtual));
        }
        return DefaultIndex.interpreter(environment).map(Path::getParent).map(Path::getParent);
    }

    private static Map<String, Map<String, String>> sections(Path file) {
        try {
            return IniFile.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "pip's configuration file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void putUnlessEmpty(Map<String, String> target, Map<String, String> source) {
        source.forEach((name, value) -> {
            if (!value.isBlank()) {
                target.put(name, value);
            }
        });
    }
}
