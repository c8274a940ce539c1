package monkey.amun;

import java.nio.file.Path;

/**
 * A file that the script finds beside itself.
 *
 * @param path relative to the script's working directory, without {@code ..}
 * @param content bytes, not copied
 */
public record InputFile(String path, byte[] content) {
    public InputFile {
        Path normal = Path.of(path).normalize();
        if (path.isBlank()
                || normal.isAbsolute()
                || normal.startsWith("..")
                || normal.toString().isEmpty()) {
            throw new IllegalArgumentException("a file's path must lead below the working directory: '" + path + "'");
        }
    }
}
