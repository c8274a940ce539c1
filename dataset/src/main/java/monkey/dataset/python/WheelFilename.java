package monkey.dataset.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The name of a wheel, {@code name-version[-build]-interpreter-abi-platform.whl} (PEP 427), taken apart.
 *
 * @param name the package
 * @param version the version
 * @param build the build tag, which tells wheels apart that are equal otherwise
 * @param tags what the wheel was built for, each combination of a compressed tag
 * @param text the name as it was written
 */
public record WheelFilename(PackageName name, Version version, Optional<Build> build, List<WheelTag> tags, String text)
        implements DistributionFilename {
    static final String EXTENSION = ".whl";

    public WheelFilename {
        tags = List.copyOf(tags);
    }

    /**
     * Reads the name of a wheel.
     *
     * @throws InvalidNotationException if it is none
     */
    public static WheelFilename parse(String filename) {
        if (!filename.endsWith(EXTENSION)) {
            throw new InvalidNotationException("a wheel's name ends with '.whl'", filename, filename.length() + 1);
        }
        String[] parts =
                filename.substring(0, filename.length() - EXTENSION.length()).split("-", -1);
        if (parts.length != 5 && parts.length != 6) {
            String problem = "a wheel's name has five or six parts with '-' between them, this has " + parts.length;
            throw new InvalidNotationException(problem, filename, 1);
        }
        PackageName name = name(parts[0], filename);
        Version version = version(parts[1], filename, parts[0].length() + 1);
        Optional<Build> build = parts.length == 5
                ? Optional.empty()
                : Optional.of(build(parts[2], filename, parts[0].length() + parts[1].length() + 2));
        return new WheelFilename(name, version, build, tags(parts, filename), filename);
    }

    private static PackageName name(String name, String filename) {
        boolean wellFormed = !name.isEmpty()
                && !name.contains("__")
                && name.chars().allMatch(c -> PythonText.isWord((char) c) || c == '.');
        if (!wellFormed) {
            throw new InvalidNotationException(
                    "a wheel's name starts with the package's name, its '-' and '.' written as '_'", filename, 1);
        }
        return PackageName.unchecked(name);
    }

    private static Version version(String version, String filename, int offset) {
        try {
            return Version.parse(version);
        } catch (InvalidNotationException e) {
            throw e.within(filename, offset);
        }
    }

    private static Build build(String build, String filename, int offset) {
        int digits = 0;
        while (digits < build.length() && PythonText.isDigit(build.charAt(digits))) {
            digits++;
        }
        if (digits == 0) {
            throw new InvalidNotationException("a build tag starts with a digit", filename, offset + 1);
        }
        return new Build(new BigInteger(build.substring(0, digits)), build.substring(digits));
    }

    private static List<WheelTag> tags(String[] parts, String filename) {
        String compressed = String.join("-", List.of(parts).subList(parts.length - 3, parts.length));
        try {
            return WheelTag.parse(compressed);
        } catch (InvalidNotationException e) {
            throw e.within(filename, filename.length() - EXTENSION.length() - compressed.length());
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * A build tag: of wheels that are equal otherwise, an installer takes the one with the highest, and any before none.
     *
     * @param number the digits it starts with
     * @param suffix what follows them
     */
    public record Build(BigInteger number, String suffix) implements Comparable<Build> {
        @Override
        public int compareTo(Build other) {
            int byNumber = number.compareTo(other.number);
            return byNumber != 0 ? byNumber : suffix.compareTo(other.suffix);
        }
    }
}
