package monkey.dataset.python;

import java.util.List;

/**
 * The name of a source distribution, {@code name-version.tar.gz} (PEP 625), taken apart.
 *
 * <p>Old ones have a {@code -} in the name or in the version, so that only the project they belong to tells where one
 * ends: at the first {@code -} before which the name, normalised, is the project's. So does pip.
 *
 * @param name the package
 * @param version the version
 * @param text the name as it was written
 */
public record SourceFilename(PackageName name, Version version, String text) implements DistributionFilename {
    /** What pip unpacks; PEP 625 leaves {@code .tar.gz} only, but what was uploaded before stays. */
    private static final List<String> EXTENSIONS = List.of(
            ".tar.gz", ".zip", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma");

    /**
     * Reads the name of a source distribution of this project.
     *
     * @throws InvalidNotationException if it is none
     */
    public static SourceFilename parse(PackageName project, String filename) {
        String stem = EXTENSIONS.stream()
                .filter(filename::endsWith)
                .findFirst()
                .map(extension -> filename.substring(0, filename.length() - extension.length()))
                .orElseThrow(() -> new InvalidNotationException(
                        "neither a wheel nor an archive that pip unpacks", filename, filename.length() + 1));
        for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
            if (PackageName.normalize(stem.substring(0, dash)).equals(project.toString())) {
                try {
                    return new SourceFilename(project, Version.parse(stem.substring(dash + 1)), filename);
                } catch (InvalidNotationException e) {
                    throw e.within(filename, dash + 1);
                }
            }
        }
        throw new InvalidNotationException("does not start with '" + project + "-'", filename, 1);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
