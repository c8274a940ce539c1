package monkey.amun.interpreters;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where Pythons lie: on PATH, then in pyenv's versions, then in uv's. Shims are scripts that look for a Python at every
 * start (80 ms against 7), so scripts are passed over and links followed to the interpreter itself.
 */
final class InterpreterSearch {
    private static final String NAMES = "python{,3,3.[0-9],3.[0-9][0-9]}";

    private InterpreterSearch() {}

    /** Real paths of executables that may be Pythons, in order of preference, each once. */
    static List<Path> candidates(Map<String, String> environment) {
        Path userHome = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        Path data = environment.containsKey("XDG_DATA_HOME")
                ? Path.of(environment.get("XDG_DATA_HOME"))
                : userHome.resolve(".local/share");
        Set<Path> directories = new LinkedHashSet<>();
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (entry.startsWith("/")) {
                directories.add(Path.of(entry));
            }
        }
        directories.addAll(installations(
                directory(environment, "PYENV_ROOT", userHome.resolve(".pyenv")).resolve("versions")));
        directories.addAll(installations(directory(environment, "UV_PYTHON_INSTALL_DIR", data.resolve("uv/python"))));
        Set<Path> found = new LinkedHashSet<>();
        directories.forEach(directory -> found.addAll(pythonsIn(directory)));
        return List.copyOf(found);
    }

    private static Path directory(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }

    private static List<Path> installations(Path versions) {
        return list(versions, "*").stream()
                .sorted()
                .map(installation -> installation.resolve("bin"))
                .toList();
    }

    private static Set<Path> pythonsIn(Path directory) {
        Set<Path> found = new LinkedHashSet<>();
        for (Path candidate : list(directory, NAMES)) {
            try {
                Path real = candidate.toRealPath();
                if (Files.isRegularFile(real) && Files.isExecutable(real) && !isScript(real)) {
                    found.add(real);
                }
            } catch (IOException e) {
                continue; // A dangling link: nothing to run.
            }
        }
        return found;
    }

    private static boolean isScript(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '#' && in.read() == '!';
        }
    }

    private static List<Path> list(Path directory, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            return List.of(); // Not there or not ours to read: no Pythons in it.
        }
        entries.sort(null);
        return entries;
    }
}
